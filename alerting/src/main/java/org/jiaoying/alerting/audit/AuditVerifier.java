package org.jiaoying.alerting.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Verifies an export of the audit log, outside the system: whether every line stands as and where it was written. */
public final class AuditVerifier {
    public static final int MAX_FINDINGS = 20;

    private final List<AuditFinding> findings = new ArrayList<>();
    private long fileLine;
    private long lines;
    private long seq;
    private String hash = AuditLine.START;
    private boolean anchored;
    private int anchorsHeld;

    private final Map<Long, List<AuditAnchor>> told;

    private AuditVerifier(List<AuditAnchor> told) {
        this.told = told.stream().collect(Collectors.groupingBy(AuditAnchor::seq));
    }

    /** @throws IOException if the file cannot be read */
    public static AuditVerdict verify(Path file) throws IOException {
        return verify(file, List.of());
    }

    /**
     * The same, held against anchors that were told outside the system when the log was written: finds also an end that was cut
     * off and a log that was wholly written anew, down to the last anchor.
     */
    public static AuditVerdict verify(Path file, List<AuditAnchor> anchors) throws IOException {
        // A byte that is not UTF-8 is read as a replacement, and so found as an edit, instead of ending the
        // verification.
        try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return verify(in, anchors);
        }
    }

    /** Reads to the end. */
    public static AuditVerdict verify(BufferedReader in) throws IOException {
        return verify(in, List.of());
    }

    /** Reads to the end. */
    public static AuditVerdict verify(BufferedReader in, List<AuditAnchor> anchors) throws IOException {
        var verifier = new AuditVerifier(anchors);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            verifier.fileLine++;
            verifier.take(line);
        }
        verifier.end();
        return new AuditVerdict(
                verifier.lines, verifier.seq, verifier.hash, verifier.anchorsHeld, List.copyOf(verifier.findings));
    }

    private void take(String text) {
        if (fileLine == 1) {
            takeHead(text);
        } else if (anchored) {
            find(AuditFinding.Kind.INSERTED, "在结尾锚点之后还有内容", "there is more after the closing anchor");
        } else if (text.startsWith("{\"anchor\"")) {
            takeAnchor(text);
        } else {
            AuditLine line = parsed(text);
            if (line != null) {
                takeLine(line);
            }
        }
    }

    private void takeHead(String text) {
        try {
            var head = new JsonObject(text);
            if (AuditFile.FORMAT.equals(head.getString("format"))) {
                long after = head.getLong("after");
                hash = Objects.requireNonNull(head.getString("hash"));
                seq = after;
                holdAgainstAnchors(seq, hash);
                return;
            }
        } catch (DecodeException | ClassCastException | NullPointerException notAHead) {
            // said below
        }
        find(AuditFinding.Kind.UNREADABLE, "第一行不是审计导出的文件头", "the first line is not the head of an audit export");
    }

    private void takeAnchor(String text) {
        anchored = true;
        try {
            var anchor = new JsonObject(text);
            if (anchor.getLong("anchor") == seq && hash.equals(anchor.getString("hash"))) {
                return;
            }
        } catch (DecodeException | ClassCastException | NullPointerException notAnAnchor) {
            find(AuditFinding.Kind.UNREADABLE, "结尾锚点无法读取", "the closing anchor cannot be read");
            return;
        }
        find(
                AuditFinding.Kind.TRUNCATED,
                "最后一条与结尾锚点不符：末尾的记录缺失或被改动",
                "the last line does not fit the closing anchor: lines at the end are missing or changed");
    }

    private void takeLine(AuditLine line) {
        lines++;
        if (!line.holds()) {
            find(
                    AuditFinding.Kind.EDITED,
                    "第 " + line.seq() + " 条被改动：内容与其哈希不符",
                    "line " + line.seq() + " was edited: it does not fit its hash");
        }
        judgePlace(line);
        if (line.seq() > seq) {
            seq = line.seq();
            hash = line.hash();
            holdAgainstAnchors(seq, hash);
        }
    }

    private void holdAgainstAnchors(long at, String found) {
        for (AuditAnchor anchor : told.getOrDefault(at, List.of())) {
            if (anchor.hash().equals(found)) {
                anchorsHeld++;
            } else {
                find(
                        AuditFinding.Kind.REWRITTEN,
                        "第 " + at + " 条与 " + anchor.at() + " 在库外留下的锚点不符：此前的记录被整体改写",
                        "line " + at + " is not the one anchored outside at " + anchor.at()
                                + ": the log up to there was written anew");
            }
        }
    }

    private void judgePlace(AuditLine line) {
        if (line.seq() == seq + 1) {
            if (!line.prevHash().equals(hash)) {
                find(
                        AuditFinding.Kind.EDITED,
                        "第 " + line.seq() + " 条与前一条不相接：其中一条被替换",
                        "line " + line.seq() + " does not follow from the one before: one of them was replaced");
            }
        } else if (line.seq() > seq + 1) {
            find(
                    AuditFinding.Kind.DROPPED,
                    "缺少第 " + (seq + 1) + " 至 " + (line.seq() - 1) + " 条",
                    "lines " + (seq + 1) + " to " + (line.seq() - 1) + " are missing");
        } else if (line.seq() == seq) {
            find(AuditFinding.Kind.INSERTED, "第 " + line.seq() + " 条出现两次", "line " + line.seq() + " stands twice");
        } else {
            find(
                    AuditFinding.Kind.REORDERED,
                    "第 " + line.seq() + " 条的次序被调换",
                    "line " + line.seq() + " is out of order");
        }
    }

    private @Nullable AuditLine parsed(String text) {
        try {
            AuditLine line = AuditLine.parse(text);
            // Also what a parser would forgive, such as a key that stands twice, is an edit.
            if (!line.toJson().equals(text)) {
                find(
                        AuditFinding.Kind.EDITED,
                        "第 " + line.seq() + " 条的写法被改动",
                        "the writing of line " + line.seq() + " was changed");
            }
            return line;
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException notALine) {
            find(AuditFinding.Kind.UNREADABLE, "不是一条审计记录", "not a line of the audit log");
            return null;
        }
    }

    private void end() {
        if (!anchored) {
            find(
                    AuditFinding.Kind.TRUNCATED,
                    "没有结尾锚点：文件末尾被截断",
                    "there is no closing anchor: the end of the file is missing");
        }
        told.values().stream()
                .flatMap(List::stream)
                .filter(anchor -> anchor.seq() > seq)
                .max(Comparator.comparingLong(AuditAnchor::seq))
                .ifPresent(anchor -> find(
                        AuditFinding.Kind.TRUNCATED,
                        "库外锚点表明 " + anchor.at() + " 已有第 " + anchor.seq() + " 条，而文件止于第 " + seq
                                + " 条：末尾缺失（若文件导出于此之前，请重新导出）",
                        "an anchor outside says that there was line " + anchor.seq() + " at " + anchor.at()
                                + ", and the file ends at line " + seq
                                + ": the end is missing (if the file was exported before, export it anew)"));
    }

    private void find(AuditFinding.Kind kind, String zh, String en) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new AuditFinding(
                    kind, fileLine, new Text("第 " + fileLine + " 行：" + zh, "file line " + fileLine + ": " + en)));
        }
    }
}
