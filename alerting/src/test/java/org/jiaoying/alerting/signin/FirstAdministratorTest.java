package org.jiaoying.alerting.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jiaoying.alerting.AddAdministratorMain;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.http.Served;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdministratorTest {
    private static final String PASSWORD = "a long enough one";

    @Test
    void thePasswordComesFromAFile(@TempDir Path dir) throws IOException {
        try (Served served = Served.fresh()) {
            Path file = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
            Map<String, String> environment = Map.of(
                    "JY_ALERTING_DATABASE_HOST", served.engine.database.host(),
                    "JY_ALERTING_DATABASE_PORT", Integer.toString(served.engine.database.port()),
                    "JY_ALERTING_DATABASE", served.engine.database.name(),
                    "JY_ALERTING_DATABASE_USER", served.engine.database.user(),
                    "JY_ALERTING_SMPP", "not needed here",
                    "JY_ADMIN_PASSWORD_FILE", file.toString());
            var said = new StringWriter();
            var out = new PrintWriter(said, true);
            assertThat(AddAdministratorMain.add("root", null, false, environment, out, out))
                    .isZero();
            assertThat(served.get("/api/v1/accounts").as("root", PASSWORD).status())
                    .isEqualTo(200);
            assertThat(AddAdministratorMain.add("root", null, false, environment, out, out))
                    .isEqualTo(1);
            assertThat(AddAdministratorMain.add("root", dir.resolve("none"), false, environment, out, out))
                    .isEqualTo(2);
            assertThat(said.toString())
                    .contains("can sign in now", "--reset", "cannot be read")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void theFirstAdministratorCanSignIn_andIsNotMadeTwiceUnlessAsked() {
        try (Served served = Served.fresh()) {
            FirstAdministrator.add(served.engine.database, "root", PASSWORD, false, served.engine.clock);
            assertThat(served.get("/api/v1/accounts").as("root", PASSWORD).status())
                    .isEqualTo(200);
            assertThat(served.engine.rows("select actor from audit where subject = 'account:root'"))
                    .containsExactly("part:add-administrator");

            assertThatThrownBy(() -> FirstAdministrator.add(
                            served.engine.database, "root", "another password", false, served.engine.clock))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("--reset");
            assertThat(served.get("/api/v1/accounts").as("root", PASSWORD).status())
                    .isEqualTo(200);

            FirstAdministrator.add(served.engine.database, "officer", "another password", true, served.engine.clock);
            assertThat(served.get("/api/v1/accounts")
                            .as("officer", "another password")
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() ->
                            FirstAdministrator.add(served.engine.database, "x", "short", false, served.engine.clock))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
