package org.jiaoying.messaging.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LinkStateTest {

    @ParameterizedTest
    @EnumSource(LinkState.class)
    @DisplayName("From every state but the last the link can be closed; closed it stays")
    void closes(LinkState state) {
        assertThat(state.next().contains(LinkState.CLOSED)).isEqualTo(state != LinkState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(LinkState.class)
    @DisplayName("A step that the table does not have names both states")
    void illegalSteps(LinkState state) {
        for (LinkState next : EnumSet.complementOf(EnumSet.copyOf(with(state)))) {
            assertThatThrownBy(() -> state.to(next))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(state.name())
                    .hasMessageContaining(next.name());
        }
    }

    /** The steps of the state, and CLOSED itself, so that the set is never empty. */
    private static EnumSet<LinkState> with(LinkState state) {
        EnumSet<LinkState> steps = EnumSet.noneOf(LinkState.class);
        steps.addAll(state.next());
        if (steps.isEmpty()) {
            steps.add(LinkState.CLOSED);
        }
        return steps;
    }

    @Test
    @DisplayName("A connection that stands was being made before")
    void connectedOnlyFromConnecting() {
        for (LinkState state : LinkState.values()) {
            assertThat(state.next().contains(LinkState.CONNECTED)).isEqualTo(state == LinkState.CONNECTING);
        }
    }
}
