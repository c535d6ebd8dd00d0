package org.jiaoying.alerting;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.signin.FirstAdministrator;
import org.jspecify.annotations.Nullable;

/**
 * Makes an administrator's account: {@code NAME [--password-file FILE] [--reset]}. The password is the first line of a file (or of
 * the one that {@value #PASSWORD_FILE} names), else it is typed at the terminal; it never stands in an argument, where every
 * process of the machine could read it.
 */
public final class AddAdministratorMain {
    private static final String PASSWORD_FILE = "JY_ADMIN_PASSWORD_FILE";
    private static final int MAX_PASSWORD_BYTES = 1024;

    private AddAdministratorMain() {}

    public static void main(String[] arguments) {
        var rest = new ArrayList<String>(Arrays.asList(arguments));
        boolean reset = rest.remove("--reset");
        int at = rest.indexOf("--password-file");
        Path file = null;
        if (at >= 0 && at + 1 < rest.size()) {
            file = Path.of(rest.remove(at + 1));
            rest.remove(at);
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (rest.size() != 1) {
            err.println("用法 usage: NAME [--password-file FILE] [--reset]");
            System.exit(2);
        }
        System.exit(add(rest.get(0), file, reset, System.getenv(), out, err));
    }

    /**
     * Makes the account. Blocks.
     *
     * @param passwordFile absent: as the environment names it, else the terminal is asked
     * @param environment names the database ({@code JY_ALERTING_DATABASE…})
     * @return the exit code: 0 if it was made, 1 if it was refused, 2 if there is no password to be had
     */
    public static int add(
            String name,
            @Nullable Path passwordFile,
            boolean reset,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err) {
        String named = environment.get(PASSWORD_FILE);
        Path file = passwordFile != null || named == null ? passwordFile : Path.of(named);
        List<String> password = file == null ? typed(err) : firstLine(file, err);
        if (password.isEmpty()) {
            return 2;
        }
        try {
            FirstAdministrator.add(
                    AlertingConfig.database(environment), name, password.get(0), reset, InstantSource.system());
        } catch (RefusedException refused) {
            err.println(refused.text().zh() + "\n" + refused.text().en());
            return 1;
        }
        out.println("管理员 " + name + " 已可登录。Administrator " + name + " can sign in now.");
        return 0;
    }

    private static List<String> firstLine(Path file, PrintWriter err) {
        try {
            if (Files.size(file) <= MAX_PASSWORD_BYTES) {
                return Files.readString(file, StandardCharsets.UTF_8)
                        .lines()
                        .limit(1)
                        .toList();
            }
            err.println("密码文件 " + file + " 过大。The password file is too large.");
        } catch (IOException e) {
            err.println("密码文件 " + file + " 无法读取。The password file cannot be read.");
        }
        return List.of();
    }

    private static List<String> typed(PrintWriter err) {
        Console console = System.console();
        if (console == null) {
            err.println("没有终端可输入密码，请用 --password-file 或 " + PASSWORD_FILE
                    + "。There is no terminal to type the password at; use --password-file or " + PASSWORD_FILE + ".");
            return List.of();
        }
        char[] first = console.readPassword("密码 password: ");
        char[] second = console.readPassword("再输一次 once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            err.println("两次输入不一致。They are not the same.");
            return List.of();
        }
        return List.of(new String(first));
    }
}
