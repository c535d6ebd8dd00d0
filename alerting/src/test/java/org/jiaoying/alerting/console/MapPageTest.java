package org.jiaoying.alerting.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The map at the console, in a real browser: sites at their level, what cannot be drawn, rescue teams, tiles. */
class MapPageTest extends DeskStory {
    private static final byte[] TILE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mO8/v9/PQAI+wNs1ZtW8AAAAABJRU5ErkJggg==");

    @BeforeEach
    void prepare() {
        served.rule();
        Scene.play(served);
    }

    private void place(String site, String latitude, String longitude) {
        served.siteAttribute(site, "lat", latitude);
        served.siteAttribute(site, "lon", longitude);
    }

    private static Locator sign(Page page, String key) {
        return page.locator(".ground .sign[data-key='" + key + "']");
    }

    @Test
    @DisplayName("Each site stands at its place by the shape and word of its gravest warning; the keyboard leads to it")
    void sitesAtTheirLevel() {
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "map");
        Locator mine = sign(page, "demo-mine/north");
        assertThat(mine).hasAttribute("aria-label", Pattern.compile("示范煤矿 · 北矿: 橙色 瓦斯 甲烷浓度超过报警值"));
        assertThat(mine.locator("path.level-orange")).hasCount(1);
        assertThat(mine.locator("text")).hasText("示范煤矿 橙色");
        assertThat(sign(page, "demo-slope/east").locator("path.level-yellow")).hasCount(1);
        // The mine lies in the north west of the slope.
        var north = mine.locator("path").boundingBox();
        var south = sign(page, "demo-slope/east").locator("path").boundingBox();
        assertThat(north.x).isLessThan(south.x);
        assertThat(north.y).isLessThan(south.y);
        // At nearly the equator a degree is as long either way: 0.35 degrees east, 0.21 south.
        assertThat((south.x - north.x) / (south.y - north.y)).isBetween(1.6, 1.74);
        assertThat(page.locator(".map-site").first()).containsText("示范煤矿");

        mine.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main h1")).containsText("甲烷");
        page.goBack();
        served.engine.execute("update warning set state = 'CLOSED' where hazard = 'slope'");
        page.reload();
        Locator calm = sign(page, "demo-slope/east");
        assertThat(calm).hasClass(Pattern.compile("calm"));
        calm.click();
        assertThat(page.locator("main")).hasClass(Pattern.compile("sites"));
    }

    @Test
    @DisplayName(
            "What has no place, a wrong one or one far outside is counted and listed with its level; nothing breaks")
    void whatCannotBeDrawn() {
        place("demo-mine/north", "95.1", "<b>x</b>");
        served.siteAttribute("demo-slope/east", "lat", "35.5");
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "map");
        assertThat(page.locator(".map-left")).hasText("2 个场所没有画在图上：缺坐标 0 个，坐标有误 1 个，在图外 1 个。都列在“场所”中。");
        assertThat(page.locator(".map-site").first()).containsText("坐标有误（纬度 95.1，经度 <b>x</b>）");
        assertThat(page.locator(".map-site").first().locator("h3 .level-orange"))
                .hasCount(1);
        assertThat(page.locator(".map-site").nth(1)).containsText("坐标在图外");
        assertThat(page.locator(".ground .sign")).hasCount(3);
        assertThat(page.locator(".ground .areas path")).hasCount(2);

        served.siteAttribute("demo-mine/north", "lat", "");
        served.siteAttribute("demo-mine/north", "lon", " ");
        place("demo-slope/east", "0.31", "1e1");
        page.reload();
        assertThat(page.locator(".map-left")).containsText("缺坐标 1 个，坐标有误 1 个，在图外 0 个");
        desk.picture(page, "map-left-out");
    }

    @Test
    @DisplayName(
            "Rescue teams and stores are called with one tap, the nearest to the gravest warning first; each layer is switched")
    void rescueTeams() {
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "map");
        Locator posts = page.locator(".map-post");
        assertThat(posts).hasCount(3);
        assertThat(posts.first()).containsText("示范矿山救护队");
        assertThat(posts.first()).containsText("距北矿约 19 公里");
        assertThat(posts.first().locator("a")).hasAttribute("href", "tel:0000000119");
        assertThat(posts.first().locator("a")).hasText("拨打 000-0000119");
        assertThat(page.locator(".ground .sign.rescue").first())
                .hasAttribute("href", Pattern.compile("tel:00000001.."));
        page.locator("[name=rescue]").uncheck();
        assertThat(posts).hasCount(1);
        assertThat(page.locator(".ground .sign.rescue")).hasCount(0);
        assertThat(page.locator(".ground .sign.store")).hasCount(1);
        page.locator("[name=store]").uncheck();
        assertThat(page.locator("main")).not().containsText("拨打");
    }

    @Test
    @DisplayName(
            "Made larger it is dragged without following a link, and the keyboard brings what is outside back into view")
    void largerAndMoved() {
        Page page = desk.signedIn(served.url(), Served.OFFICER, "zh", "map");
        Locator mine = sign(page, "demo-mine/north");
        for (int i = 0; i < 3; i++) {
            page.locator(".zoom button").first().click();
        }
        var ground = page.locator(".ground").boundingBox();
        double before = mine.locator("path").boundingBox().x;
        page.mouse().move(ground.x + ground.width / 2, ground.y + ground.height / 2);
        page.mouse().down();
        page.mouse()
                .move(
                        ground.x + ground.width / 2 - 200,
                        ground.y + ground.height / 2,
                        new Mouse.MoveOptions().setSteps(4));
        page.mouse().up();
        assertThat(before - mine.locator("path").boundingBox().x).isBetween(195.0, 205.0);
        assertThat(page.locator("main")).hasClass(Pattern.compile("\\bmap\\b"));
        mine.focus();
        assertThat(mine).isInViewport();
        var back = mine.locator("path").boundingBox();
        assertThat(back.x).isBetween(ground.x, ground.x + ground.width);
        assertThat(back.y).isBetween(ground.y, ground.y + ground.height);
        page.locator(".zoom button").last().click();
        assertThat(page.locator(".zoom button").last()).isDisabled();
    }

    @Test
    @DisplayName("Both languages, at a desk and on a phone; an enterprise has its own sites, an official no map")
    void everyWay() {
        desk.everyWay(served.url(), Served.ADMIN, "map");
        Page own = desk.signedIn(served.url(), Served.SLOPE, "en", "map");
        assertThat(own.locator(".map-site")).hasCount(1);
        assertThat(own.locator("main")).not().containsText("North mine");
        desk.picture(own, "map-en");
        assertThat(own.locator(".map-post").first()).containsText("Call 000-0000120");
        Page official = desk.signedIn(served.url(), Served.ZHANG, "zh", "map");
        assertThat(official.locator("main")).hasClass(Pattern.compile("\\blist\\b"));
        assertThat(official.locator("nav a[href='#/map']")).hasCount(0);
    }

    @Test
    @DisplayName(
            "A tile service is asked for the tiles of the place in Web Mercator; another host's pictures are not let in")
    void tiles() {
        served.serveWithTiles("https://tiles.example/w?z={z}&x={x}&y={y}");
        Page page = desk.window(served.url(), 1280, 720);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        page.context().route("https://tiles.example/**", route -> {
            asked.add(route.request().url());
            route.fulfill(new Route.FulfillOptions().setContentType("image/png").setBodyBytes(TILE));
        });
        page.locator("input[name=account]").fill(Served.OFFICER);
        page.locator("input[name=password]").fill(Served.OFFICER);
        page.locator("button[type=submit]").click();
        page.locator(".link-live").waitFor();
        page.evaluate("() => location.hash = '#/map'");
        sign(page, "demo-mine/north").waitFor();
        page.waitForCondition(() -> asked.size() > 3);
        // The made-up county lies between 0.1 and 0.93 east and 0.12 and 0.69 north; at zoom 10 a tile is 0.35 degrees.
        assertThat(asked).contains("https://tiles.example/w?z=10&x=513&y=510");
        assertThat(page.locator(".map .notice")).hasCount(0);
        desk.picture(page, "map-tiles");
        page.context().unroute("https://tiles.example/**");
        page.context().route("https://tiles.example/**", Route::abort);
        page.locator(".zoom button").first().click();
        assertThat(page.locator(".map .notice")).hasText("在线底图暂时读不到，场所和轮廓不受影响。");
        // The browser says so, once, and nothing is loaded.
        page.evaluate("() => { new Image().src = 'https://elsewhere.example/a.png'; }");
        page.waitForCondition(() -> desk.troubles().removeIf(said -> said.contains("https://elsewhere.example/a.png")));
        page.context().close();
    }
}
