package org.jiaoying.alerting.http;

import org.jiaoying.alerting.paper.PageForm;
import org.jiaoying.domain.Text;

/** What is said in place of a link's page, in both languages at once: it may be read by whoever has got hold of an old link. */
enum LinkNotice {
    UNKNOWN(
            new Text("链接已失效", "This link is not open"),
            new Text(
                    "它可能已过期、预警已关闭，或地址不完整。请查看最新的短信，直接回复 1 收到、3 求援，或致电值班室。",
                    "It has run out, its warning is closed, or the address is not complete. Look at the latest text; reply 1 received"
                            + " or 3 help to it, or ring the duty room.")),
    TOO_MANY(
            new Text("尝试过于频繁", "Too many attempts"),
            new Text(
                    "请半分钟后再打开。急事请直接回复短信：1 收到，3 求援。",
                    "Open it again in half a minute. If it is urgent reply to the text: 1 received, 3 help.")),
    CROSS_SITE(
            new Text("已拒绝", "Refused"),
            new Text(
                    "该请求来自其他网站，没有记录任何应答。请从短信里重新打开链接。",
                    "This request comes from another site; no answer is recorded. Open the link from the text again.")),
    FAILED(
            new Text("暂时打不开", "Not available now"),
            new Text(
                    "系统出错，应答可能没有记录。请直接回复短信：1 收到，3 求援，或致电值班室。",
                    "The system failed, and your answer may not be recorded. Reply to the text: 1 received, 3 help; or ring the duty"
                            + " room."));

    private final Text title;
    private final Text words;

    LinkNotice(Text title, Text words) {
        this.title = title;
        this.words = words;
    }

    /** @param root path under which the console's files are served */
    String html(String root) {
        return "<!doctype html><html lang=\"zh-CN\"><head>" + LinkPage.head(root) + "<title>"
                + PageForm.escaped(title.zh() + " · " + title.en())
                + "</title></head><body class=\"notice\"><main><h1>" + PageForm.escaped(title.zh()) + "</h1><p>"
                + PageForm.escaped(words.zh()) + "</p><div lang=\"en\"><h2>" + PageForm.escaped(title.en())
                + "</h2><p>" + PageForm.escaped(words.en()) + "</p></div></main></body></html>\n";
    }
}
