package org.jiaoying.standalone.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jiaoying.alerting.AlertingConfig;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.signin.FirstAdministrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The first administrator. The password never stands in an argument, where every process of the machine could read it. */
@Command(
        name = "add-administrator",
        mixinStandardHelpOptions = true,
        description =
                "新建管理员账号；数据库由 JY_ALERTING_DATABASE_* 指定，密码从文件（或 JY_ADMIN_PASSWORD_FILE）读取，否则在终端输入。Creates an administrator's account; the database is that of JY_ALERTING_DATABASE_*, the password is read from a file (or JY_ADMIN_PASSWORD_FILE), else from the terminal.")
final class AddAdministratorCommand implements Callable<Integer> {
    static final String PASSWORD_FILE = "JY_ADMIN_PASSWORD_FILE";
    private static final int MAX_PASSWORD_BYTES = 1024;

    @Parameters(paramLabel = "NAME", description = "账号名。The account's name.")
    private String name = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "首行为密码的文件。A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--reset",
            description = "账号已存在时重设其密码并设为管理员。Where the account is there: set its password anew and make it an administrator.")
    private boolean reset;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<String, String> environment = System.getenv();
        try {
            FirstAdministrator.add(
                    AlertingConfig.database(environment), name, password(environment), reset, InstantSource.system());
        } catch (RefusedException refused) {
            spec.commandLine()
                    .getErr()
                    .println(refused.text().zh() + "\n" + refused.text().en());
            return 1;
        } catch (UnusablePasswordException unusable) {
            spec.commandLine().getErr().println(unusable.getMessage());
            return 2;
        }
        spec.commandLine().getOut().println("管理员 " + name + " 已可登录。Administrator " + name + " can sign in now.");
        return 0;
    }

    private String password(Map<String, String> environment) throws IOException {
        Path file = passwordFile;
        if (file == null && !environment.getOrDefault(PASSWORD_FILE, "").isBlank()) {
            file = Path.of(environment.get(PASSWORD_FILE));
        }
        return file == null ? typed() : firstLine(file);
    }

    private static String firstLine(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_PASSWORD_BYTES) {
            throw new UnusablePasswordException("密码文件 " + file + " 不存在或过大。The password file is not there, or too large.");
        }
        return Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    private static String typed() {
        Console console = System.console();
        if (console == null) {
            throw new UnusablePasswordException("没有终端可输入密码，请用 --password-file 或 " + PASSWORD_FILE
                    + "。There is no terminal to type the password at; use --password-file or " + PASSWORD_FILE + ".");
        }
        char[] first = console.readPassword("密码 password: ");
        char[] second = console.readPassword("再输一次 once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new UnusablePasswordException("两次输入不一致。They are not the same.");
        }
        return new String(first);
    }

    /** No password could be read. */
    private static final class UnusablePasswordException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusablePasswordException(String message) {
            super(message);
        }
    }
}
