package org.jiaoying.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jiaoying.alerting.audit.AuditFinding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditVerifierTest {

    @Test
    void aWholeExportIsWholeAndNamesItsLastHash() {
        List<String> file = export(20);
        AuditVerdict verdict = verify(file);
        assertThat(verdict.whole()).isTrue();
        assertThat(verdict.lines()).isEqualTo(20);
        assertThat(verdict.lastSeq()).isEqualTo(20);
        assertThat(file.get(21)).contains(verdict.lastHash());
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering(
                        "a word is edited",
                        Kind.EDITED,
                        file -> file.set(5, file.get(5).replace("text 5", "text 6"))),
                tampering(
                        "a time is edited",
                        Kind.EDITED,
                        file -> file.set(5, file.get(5).replace("2026", "2025"))),
                tampering(
                        "a key is added",
                        Kind.EDITED,
                        file -> file.set(5, file.get(5).replace("{\"seq\"", "{\"x\":1,\"seq\""))),
                tampering("a space is added", Kind.EDITED, file -> file.set(5, file.get(5) + " ")),
                tampering("an edited line is hashed anew", Kind.EDITED, AuditVerifierTest::rehash),
                tampering("a line is dropped", Kind.DROPPED, file -> file.remove(7)),
                tampering(
                        "three lines are dropped",
                        Kind.DROPPED,
                        file -> file.subList(7, 10).clear()),
                tampering("a line stands twice", Kind.INSERTED, file -> file.add(8, file.get(7))),
                tampering("two lines change places", Kind.REORDERED, file -> Collections.swap(file, 7, 8)),
                tampering(
                        "a line of another log is inserted",
                        Kind.REORDERED,
                        file -> file.add(9, export(3).get(2))),
                tampering("the last line is missing", Kind.TRUNCATED, file -> file.remove(20)),
                tampering("the anchor is missing", Kind.TRUNCATED, file -> file.remove(21)),
                tampering(
                        "the end is missing",
                        Kind.TRUNCATED,
                        file -> file.subList(12, 22).clear()),
                tampering(
                        "everything but the head is missing",
                        Kind.TRUNCATED,
                        file -> file.subList(1, 21).clear()),
                tampering("the head is missing", Kind.UNREADABLE, file -> file.remove(0)),
                tampering("a line is rubbish", Kind.UNREADABLE, file -> file.set(5, "hello")),
                tampering(
                        "a line is JSON of another shape", Kind.UNREADABLE, file -> file.set(5, "{\"seq\":\"five\"}")),
                tampering("something follows the anchor", Kind.INSERTED, file -> file.add("{}")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tamperings")
    void findsWhatWasDoneToIt(String what, Kind kind, Consumer<List<String>> tamper) {
        List<String> file = export(20);
        tamper.accept(file);
        AuditVerdict verdict = verify(file);
        assertThat(verdict.findings()).extracting(AuditFinding::kind).contains(kind);
        assertThat(verdict.findings())
                .allSatisfy(finding -> assertThat(finding.text().zh()).startsWith("第 " + finding.fileLine() + " 行"));
    }

    @Test
    void anEmptyFileIsTruncated() {
        assertThat(verify(List.of()).findings()).extracting(AuditFinding::kind).containsExactly(Kind.TRUNCATED);
    }

    @Test
    void aPartOfTheLogCanBeExportedToo() {
        List<String> whole = export(20);
        var part = new ArrayList<String>();
        AuditLine tenth = AuditLine.parse(whole.get(10));
        part.add(AuditFile.head(10, tenth.hash()));
        part.addAll(whole.subList(11, 22));
        assertThat(verify(part).whole()).isTrue();
    }

    @Property
    void anyOneChangedCharacterIsFound(@ForAll @IntRange(max = 100_000) int place, @ForAll char character) {
        List<String> file = export(3);
        int line = place % 5;
        int at = (place / 5) % file.get(line).length();
        String before = file.get(line);
        String after = before.substring(0, at) + character + before.substring(at + 1);
        file.set(line, after);
        assertThat(verify(file).whole()).isEqualTo(before.equals(after));
    }

    private static Arguments tampering(String what, Kind kind, Consumer<List<String>> tamper) {
        return Arguments.of(what, kind, tamper);
    }

    private static void rehash(List<String> file) {
        AuditLine line = AuditLine.parse(file.get(5));
        AuditEntry entry = line.entry();
        var edited = new AuditEntry(entry.at(), "account:somebody", entry.action(), entry.subject(), entry.detail());
        file.set(5, AuditLine.after(line.prevHash(), line.seq(), edited).toJson());
    }

    private static List<String> export(int lines) {
        var file = new ArrayList<String>();
        file.add(AuditFile.head(0, AuditLine.START));
        String hash = AuditLine.START;
        for (int i = 1; i <= lines; i++) {
            var entry = new AuditEntry(
                    Instant.parse("2026-03-01T00:00:00Z").plusMillis(i),
                    "person:zhang",
                    "reply.taken",
                    "W1",
                    "{\"text\":\"text " + i + " 收到\\n\"}");
            AuditLine line = AuditLine.after(hash, i, entry);
            hash = line.hash();
            file.add(line.toJson());
        }
        file.add(AuditFile.anchor(lines, hash));
        return file;
    }

    private static AuditVerdict verify(List<String> file) {
        try {
            return AuditVerifier.verify(new BufferedReader(new StringReader(String.join("\n", file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
