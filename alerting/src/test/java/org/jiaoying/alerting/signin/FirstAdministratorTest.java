package org.jiaoying.alerting.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.Test;

class FirstAdministratorTest {
    private static final String PASSWORD = "a long enough one";

    @Test
    void theFirstAdministratorCanSignIn_andIsNotMadeTwiceUnlessAsked() {
        try (Served served = Served.fresh()) {
            FirstAdministrator.add(served.engine.database, "root", PASSWORD, false, served.engine.clock);
            assertThat(served.get("/api/v1/accounts").as("root", PASSWORD).status()).isEqualTo(200);
            assertThat(served.engine.rows("select actor from audit where subject = 'account:root'"))
                    .containsExactly("part:add-administrator");

            assertThatThrownBy(() -> FirstAdministrator.add(
                            served.engine.database, "root", "another password", false, served.engine.clock))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("--reset");
            assertThat(served.get("/api/v1/accounts").as("root", PASSWORD).status()).isEqualTo(200);

            FirstAdministrator.add(served.engine.database, "officer", "another password", true, served.engine.clock);
            assertThat(served.get("/api/v1/accounts").as("officer", "another password").status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> FirstAdministrator.add(
                            served.engine.database, "x", "short", false, served.engine.clock))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
