package org.jiaoying.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @Test
    void keepsItsRowsFromOneStartToTheNext(@TempDir Path dir) throws Exception {
        try (var database = EmbeddedDatabase.start(dir.resolve("database"), 0)) {
            execute(database, "create table kept (word text)");
            execute(database, "insert into kept values ('叫应')");
        }
        try (var database = EmbeddedDatabase.start(dir.resolve("database"), 0)) {
            assertThat(text(database, "select word from kept")).isEqualTo("叫应");
        }
    }

    @Test
    void keepsWhatItCommittedOnDisk(@TempDir Path dir) throws Exception {
        try (var database = EmbeddedDatabase.start(dir.resolve("database"), 0)) {
            assertThat(text(database, "show fsync")).isEqualTo("on");
            assertThat(text(database, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void refusesADirectoryThatIsInUseAndLeavesItsServerAlone(@TempDir Path dir) throws Exception {
        try (var database = EmbeddedDatabase.start(dir.resolve("database"), 0)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(dir.resolve("database"), 0))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("in use");
            assertThat(text(database, "select 'alive'")).isEqualTo("alive");
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
            connection.createStatement().execute(sql);
        }
    }

    private static String text(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
            ResultSet row = connection.createStatement().executeQuery(sql);
            row.next();
            return row.getString(1);
        }
    }
}
