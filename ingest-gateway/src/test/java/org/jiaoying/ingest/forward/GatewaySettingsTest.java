package org.jiaoying.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.jiaoying.ingest.intake.IntakeSettings;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {

    @Test
    void withoutAnythingTheDefaultsHold() {
        GatewaySettings settings = GatewaySettings.from(Map.of());
        assertThat(settings.intake()).isEqualTo(IntakeSettings.DEFAULTS);
        assertThat(settings.clientId()).isEqualTo("gateway/gateway-1");
    }

    @Test
    void whatIsSetHoldsAndThePasswordIsNotShown() {
        GatewaySettings settings = GatewaySettings.from(
                Map.of("JY_GATEWAY_ID", "g2", "JY_GATEWAY_LATENESS", "PT2M", "JY_GATEWAY_PASSWORD", "secret"));
        assertThat(settings.id()).isEqualTo("g2");
        assertThat(settings.intake().latenessBound()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of(
                        "JY_GATEWAY_WORKERS", "many", "JY_GATEWAY_MAX_VALUES", "0", "JY_GATEWAY_BROKR", "tcp://x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JY_GATEWAY_WORKERS = 'many'")
                .hasMessageContaining("JY_GATEWAY_MAX_VALUES = '0'")
                .hasMessageContaining("did you mean JY_GATEWAY_BROKER?");
    }
}
