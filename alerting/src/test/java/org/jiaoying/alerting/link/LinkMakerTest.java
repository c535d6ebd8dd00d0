package org.jiaoying.alerting.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.call.PlannedCall;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkMakerTest {
    private static final String PUBLIC = "https://alarm.example.org";

    @ParameterizedTest
    @EnumSource(ChannelName.class)
    @DisplayName("Only texts to phones carry a link, and where no address is set none does")
    void onlyTexts(ChannelName channel) {
        assertThat(made(channel).isPresent()).isEqualTo(channel == ChannelName.SMS);
        assertThat(LinkMaker.NONE.forCall(call(channel))).isEmpty();
    }

    @Test
    @DisplayName("Each is another, well formed, and does not print itself")
    void each() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            Link link = made(ChannelName.SMS).orElseThrow();
            assertThat(seen.add(link.token())).isTrue();
            assertThat(LinkToken.isWellFormed(link.token())).isTrue();
            assertThat(link.address()).isEqualTo(PUBLIC + "/w/" + link.token());
            assertThat(link.toString()).doesNotContain(link.token());
        }
        assertThat(LinkToken.isWellFormed("0123456789abcdefghij-_")).isFalse();
        assertThat(LinkToken.isWellFormed("")).isFalse();
    }

    @Test
    @DisplayName("A text is only hidden where the link is")
    void hidden() {
        Link link = new Link(PUBLIC + "/w/", "0123456789abcdefghijkl");
        assertThat(link.hiddenIn("x " + link.address())).isEqualTo("x " + PUBLIC + "/w/****");
        assertThatThrownBy(() -> link.hiddenIn("x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Link> made(ChannelName channel) {
        return new LinkMaker(PUBLIC).forCall(call(channel));
    }

    private static PlannedCall call(ChannelName channel) {
        var callee = new Callee("zhang", "张伟", "", "zh", null, Map.of());
        return new PlannedCall(
                Call.Kind.CALL, 1, 1, 1, callee, channel.code(), "1", null, PlannedCall.Reason.CHASE_STARTED);
    }
}
