package org.jiaoying.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jiaoying.alerting.AddAdministratorMain;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The first administrator. */
@Command(
        name = "add-administrator",
        mixinStandardHelpOptions = true,
        description =
                "新建管理员账号；数据库由 JY_ALERTING_DATABASE_* 指定，密码从文件（或 JY_ADMIN_PASSWORD_FILE）读取，否则在终端输入。Creates an administrator's account; the database is that of JY_ALERTING_DATABASE_*, the password is read from a file (or JY_ADMIN_PASSWORD_FILE), else from the terminal.")
final class AddAdministratorCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "账号名。The account's name.")
    private String name = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "首行为密码的文件。A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--reset",
            description =
                    "账号已存在时重设其密码并设为管理员。Where the account is there: set its password anew and make it an administrator.")
    private boolean reset;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return AddAdministratorMain.add(
                name,
                passwordFile,
                reset,
                System.getenv(),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
