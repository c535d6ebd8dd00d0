package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jiaoying.alerting.audit.AnchorFile;
import org.jiaoying.alerting.audit.AuditAnchor;
import org.jiaoying.alerting.audit.AuditFinding;
import org.jiaoying.alerting.audit.AuditVerdict;
import org.jiaoying.alerting.audit.AuditVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

        @Option(
                names = "--anchors",
                paramLabel = "FILE",
                description = {
                    "库外锚点：锚点文件或预警服务的运行日志，可多次给出。有它才能发现末尾被截断、全部被改写。",
                    "Anchors kept outside: a file of them, or alerting's own log; may be given several times. Only they show that"
                            + " the end was cut off or everything was written anew."
                })
        private List<Path> anchorFiles = List.of();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            var anchors = new ArrayList<AuditAnchor>();
            for (Path anchorFile : anchorFiles) {
                anchors.addAll(AnchorFile.read(anchorFile));
            }
            if (!anchorFiles.isEmpty() && anchors.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "给出的文件中没有锚点。There is no anchor in the files that were given.");
            }
            AuditVerdict verdict = AuditVerifier.verify(file, anchors);
            for (AuditFinding finding : verdict.findings()) {
                out.println(finding.text().zh() + "\n" + finding.text().en());
            }
            out.println(
                    verdict.whole()
                            ? "完好：" + verdict.lines() + " 条。Whole: " + verdict.lines() + " lines."
                            : "已被改动。It was changed.");
            out.println("末条 last: " + verdict.lastSeq() + " " + verdict.lastHash());
            if (!anchorFiles.isEmpty()) {
                out.println("相符的库外锚点 anchors that agree: " + verdict.anchorsHeld() + " / " + anchors.size());
            }
            return verdict.whole() ? 0 : 1;
        }
    }
}
