package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jiaoying.alerting.compose.CallText;
import org.jiaoying.alerting.link.Press;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.PageForm;
import org.jiaoying.alerting.store.LinkStore.OpenLink;
import org.jiaoying.alerting.view.WarningView;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * One warning with two buttons, for a phone: a page without scripts, in one language. Everything in it is escaped. What was
 * pressed stands in the place of its button, with whose answer it is.
 */
final class LinkPage {
    private static final DateTimeFormatter TIME_ZH = DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);
    private static final DateTimeFormatter TIME_EN = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /**
     * What the page tells.
     *
     * @param responses the API's {@code Response}s, oldest first
     * @param advice what to do first, in the words of the rule
     */
    record Material(
            OpenLink link,
            WarningView view,
            JsonArray responses,
            @Nullable JsonObject advice) {}

    private final Language language;
    private final String root;
    private final String token;
    private final OpenLink link;
    private final Material material;
    private final JsonObject warning;
    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder(8_192);

    /** @param root path under which the console and the links are served */
    LinkPage(Language language, String root, String token, Material material) {
        this.language = language;
        this.root = root;
        this.token = token;
        this.link = material.link();
        this.material = material;
        this.warning = material.view().document();
        this.zone = ZoneId.of(warning.getJsonObject("site").getString("timeZone"));
    }

    /** What stands in the head of every page under a link. */
    static String head(String root) {
        return "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex, nofollow\"><link rel=\"icon\" href=\""
                + PageForm.escaped(root)
                + "/console/icon.svg\"><link rel=\"stylesheet\" href=\"" + PageForm.escaped(root)
                + "/console/css/link.css\">";
    }

    String html() {
        String title = level() + " " + language.of(warning.getJsonObject("place"));
        out.append("<!doctype html><html lang=\"")
                .append(language.tag())
                .append("\"><head>")
                .append(head(root))
                .append("<title>")
                .append(PageForm.escaped(title))
                .append("</title></head><body class=\"level-")
                .append(PageForm.escaped(warning.getString("level")))
                .append("\">");
        top();
        out.append("<main>");
        heading();
        recorded();
        facts();
        whatToDo();
        answered();
        buttons();
        return out.append("</main></body></html>\n").toString();
    }

    private void top() {
        out.append("<header><span class=\"brand\">")
                .append(said("叫应", "Jiaoying"))
                .append("</span>");
        out.append("<a href=\"")
                .append(address("", language == Language.EN ? "zh" : "en"))
                .append(language == Language.EN ? "\" lang=\"zh-CN\">中文" : "\" lang=\"en\">English")
                .append("</a></header>");
    }

    private void heading() {
        if (warning.getBoolean("drill")) {
            element("p", "drill", language.of("演练：这不是真实险情", "Drill: this is not a real danger"));
        }
        out.append("<h1><span class=\"level\">")
                .append(PageForm.escaped(level()))
                .append("</span>")
                .append(PageForm.escaped(language.of(warning.getJsonObject("place"))))
                .append("</h1>");
        if (state().cleared()) {
            element("p", "cleared", language.of("现已恢复正常", "Back to normal now"));
        }
    }

    private void recorded() {
        if (link.acknowledgedAt() == null && link.helpAt() == null) {
            return;
        }
        out.append("<div class=\"recorded\" role=\"status\">");
        if (link.acknowledgedAt() != null) {
            element("p", "", mark(Press.ACKNOWLEDGE, link.acknowledgedAt()));
        }
        if (link.helpAt() != null) {
            element("p", "", mark(Press.HELP, link.helpAt()));
            element("p", "", language.of("正在呼叫上一级责任人。", "The next tier is being called."));
        }
        out.append("</div>");
    }

    private String mark(Press press, Instant at) {
        return language.of("✓ 已记录：", "✓ Recorded: ")
                + link.personName()
                + language.of("，", ", ")
                + language.of(press.text())
                + language.of("，", ", ")
                + time(at);
    }

    private void facts() {
        out.append("<dl>");
        fact(language.of("情况", "What"), language.of(warning.getJsonObject("reason")));
        fact(language.of("数值", "Value"), value());
        fact(
                language.of("开始", "Since"),
                time(Instant.parse(warning.getString("openedAt")))
                        + language.of("（", " (")
                        + zoneName()
                        + language.of("）", ")"));
        fact(language.of("编号", "Code"), warning.getString("code"));
        out.append("</dl>");
    }

    private String value() {
        Double value = warning.getDouble("value");
        Double limit = warning.getDouble("limit");
        String unit = " " + warning.getString("unit", "");
        if (value == null) {
            return "";
        }
        return CallText.number(value)
                + unit
                + (limit == null
                        ? ""
                        : language.of("（限值 ", " (limit ") + CallText.number(limit) + unit + language.of("）", ")"));
    }

    private void whatToDo() {
        String advice = language.of(material.advice());
        String report = report();
        if (advice.isEmpty() && report.isEmpty()) {
            return;
        }
        out.append("<section>");
        element("h2", "", language.of("怎么做", "What to do"));
        if (!advice.isEmpty()) {
            element("p", "advice", advice);
        }
        if (!report.isEmpty()) {
            element("p", "", report);
        }
        out.append("</section>");
    }

    /** By when which report is due, and how it is made; empty where none is. */
    private String report() {
        if (state().cleared()) {
            return closingReport();
        }
        return warning.getString("firstReportAt") == null ? firstReport() : "";
    }

    private String closingReport() {
        String due = warning.getString("closingReportDue");
        String code = warning.getString("code");
        return due == null
                ? ""
                : language.of(
                        time(Instant.parse(due)) + " 前终报处置结果。回复短信：2 " + code + " 加上处置结果。",
                        "By " + time(Instant.parse(due)) + " report what was done. Reply to the text: 2 " + code
                                + " and what was done.");
    }

    private String firstReport() {
        String due = warning.getString("firstReportDue");
        Duration within =
                material.view().chain().policy(material.view().calledLevel()).firstReport();
        String when = due == null
                ? language.of(
                        "收到后 " + within.toMinutes() + " 分钟内",
                        "Within " + within.toMinutes() + " minutes of receiving this")
                : language.of(time(Instant.parse(due)) + " 前", "By " + time(Instant.parse(due)));
        String code = warning.getString("code");
        return language.of(
                when + "首报：谁在现场指挥、影响什么、人员是否转移。回复短信：2 " + code + " 加上这些内容。",
                when + " report who commands, what is affected, and whether people were moved. Reply to the text: 2 "
                        + code + " and what you report.");
    }

    private void answered() {
        List<JsonObject> responses = IntStream.range(0, material.responses().size())
                .mapToObj(material.responses()::getJsonObject)
                .toList();
        out.append("<section>");
        element("h2", "", language.of("已应答", "Answered so far"));
        if (responses.isEmpty()) {
            element("p", "", language.of("还没有人应答。", "Nobody has answered yet."));
        } else {
            out.append("<ul>");
            responses.forEach(response -> element("li", "", answer(response)));
            out.append("</ul>");
        }
        out.append("</section>");
    }

    private String answer(JsonObject response) {
        String onBehalf = response.getBoolean("onBehalf")
                ? language.of("（" + response.getString("by") + " 代录）", " (entered by " + response.getString("by") + ")")
                : "";
        return response.getString("name")
                + onBehalf
                + language.of("，", ", ")
                + word(response.getString("kind"))
                + language.of("，", ", ")
                + time(Instant.parse(response.getString("at")));
    }

    private String word(String kind) {
        return switch (kind) {
            case "acknowledged" -> language.of("收到", "received");
            case "handled" -> language.of("已处置", "handled");
            case "help" -> language.of("需要支援", "needs help");
            default -> kind;
        };
    }

    private void buttons() {
        if (link.acknowledgedAt() != null && link.helpAt() != null) {
            return;
        }
        out.append("<div class=\"answer\">");
        // Whose phone it is may not be who holds it.
        element("p", "", language.of("应答人：", "You answer as ") + link.personName());
        out.append("<div class=\"buttons\">");
        if (link.acknowledgedAt() == null) {
            button(Press.ACKNOWLEDGE, "acknowledge");
        }
        if (link.helpAt() == null) {
            button(Press.HELP, "help");
        }
        out.append("</div></div>");
    }

    private void button(Press press, String path) {
        out.append("<form method=\"post\" action=\"")
                .append(address("/" + path, language.of("zh", "en")))
                .append("\"><button class=\"")
                .append(path)
                .append("\">")
                .append(PageForm.escaped(language.of(press.text())))
                .append("</button></form>");
    }

    private String address(String more, String inLanguage) {
        return PageForm.escaped(root + "/w/" + token + more + "?lang=" + inLanguage);
    }

    private void fact(String name, String value) {
        if (!value.isBlank()) {
            element("dt", "", name);
            element("dd", "", value);
        }
    }

    private void element(String name, String style, String text) {
        out.append('<').append(name);
        if (!style.isEmpty()) {
            out.append(" class=\"").append(style).append('"');
        }
        out.append('>').append(PageForm.escaped(text)).append("</").append(name).append('>');
    }

    private String said(String zh, String en) {
        return PageForm.escaped(language.of(zh, en));
    }

    private String level() {
        Text level = Level.valueOf(warning.getString("level").toUpperCase(Locale.ROOT))
                .text();
        return language.of(level.zh() + "预警", level.en() + " warning");
    }

    private WarningState state() {
        return WarningState.valueOf(
                warning.getString("state").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private String time(Instant at) {
        return (language == Language.EN ? TIME_EN : TIME_ZH).format(at.atZone(zone));
    }

    private String zoneName() {
        return zone.equals(BEIJING) ? language.of("北京时间", "Beijing time") : zone.getId();
    }
}
