package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jiaoying.alerting.audit.AuditFinding;
import org.jiaoying.alerting.audit.AuditVerdict;
import org.jiaoying.alerting.audit.AuditVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies an export of the audit log without the system that wrote it. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "审计日志。The audit log.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand extends CommandGroup {

    /** Exit code 1 if the export was changed. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "验证审计导出文件未被改动。Verifies that an export was not changed.")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "GET /api/v1/audit 的导出。What GET /api/v1/audit gave.")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            AuditVerdict verdict = AuditVerifier.verify(file);
            for (AuditFinding finding : verdict.findings()) {
                out.println(finding.text().zh() + "\n" + finding.text().en());
            }
            out.println(
                    verdict.whole()
                            ? "完好：" + verdict.lines() + " 条。Whole: " + verdict.lines() + " lines."
                            : "已被改动。It was changed.");
            out.println("末条 last: " + verdict.lastSeq() + " " + verdict.lastHash());
            return verdict.whole() ? 0 : 1;
        }
    }
}
