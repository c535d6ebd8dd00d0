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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to an audit log by whoever may write its file, down to working out every hash anew. */
class AuditPropertiesTest {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    @Property(tries = 300)
    @Label("A log that nobody touched is whole, and every anchor agrees with it")
    void untouched(@ForAll("entries") List<AuditEntry> entries) {
        List<AuditLine> log = chain(entries);
        AuditVerdict verdict = verify(log, anchors(log));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.anchorsHeld()).isEqualTo(log.size());
    }

    @Property(tries = 300)
    @Label("Any line edited is found, whether or not its own hash is worked out anew")
    void edited(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll int at,
            @ForAll("entry") AuditEntry forged,
            @ForAll boolean hashedAnew) {
        List<AuditLine> log = chain(entries);
        List<AuditAnchor> anchors = anchors(log);
        int place = Math.floorMod(at, log.size());
        AuditLine line = log.get(place);
        Assume.that(!line.entry().equals(forged));
        log.set(
                place,
                hashedAnew
                        ? AuditLine.after(line.prevHash(), line.seq(), forged)
                        : new AuditLine(line.seq(), forged, line.prevHash(), line.hash()));
        // The last line, its hash and the closing anchor made to fit: only somebody outside can know.
        boolean fits = hashedAnew && place == log.size() - 1;
        assertThat(verify(log, List.of()).whole()).isEqualTo(fits);
        assertThat(verify(log, anchors).whole()).isFalse();
    }

    @Property(tries = 300)
    @Label("Any run of lines dropped is found; the end only by an anchor outside")
    void dropped(@ForAll("entries") List<AuditEntry> entries, @ForAll int from, @ForAll int count) {
        List<AuditLine> log = chain(entries);
        List<AuditAnchor> anchors = anchors(log);
        int begin = Math.floorMod(from, log.size());
        int end = begin + 1 + Math.floorMod(count, log.size() - begin);
        boolean tail = end == log.size();
        log.subList(begin, end).clear();
        // The closing anchor is forged too.
        assertThat(verify(log, List.of()).whole()).isEqualTo(tail);
        assertThat(verify(log, anchors).whole()).isFalse();
    }

    @Property(tries = 300)
    @Label("Any line inserted is found, also one that follows from the line before it")
    void inserted(@ForAll("entries") List<AuditEntry> entries, @ForAll int at, @ForAll("entry") AuditEntry forged) {
        List<AuditLine> log = chain(entries);
        int place = Math.floorMod(at, log.size());
        AuditLine before = log.get(place);
        log.add(place + 1, AuditLine.after(before.hash(), before.seq() + 1, forged));
        Assume.that(place + 2 < log.size());
        assertThat(verify(log, List.of()).whole()).isFalse();
    }

    @Property(tries = 300)
    @Label("Any two lines that changed places are found")
    void reordered(@ForAll("entries") List<AuditEntry> entries, @ForAll int one, @ForAll int other) {
        List<AuditLine> log = chain(entries);
        int first = Math.floorMod(one, log.size());
        int second = Math.floorMod(other, log.size());
        Assume.that(first != second);
        Collections.swap(log, first, second);
        assertThat(verify(log, List.of()).whole()).isFalse();
    }

    @Property(tries = 300)
    @Label("A log written anew from any line on passes by itself, and is found by any anchor told since that line")
    void writtenAnew(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll int from,
            @ForAll int anchored,
            @ForAll("entry") AuditEntry forged) {
        List<AuditLine> log = chain(entries);
        int place = Math.floorMod(from, log.size());
        Assume.that(!entries.get(place).equals(forged));
        var told = new ArrayList<AuditEntry>(entries);
        told.set(place, forged);
        List<AuditLine> anew = chain(told);
        assertThat(verify(anew, List.of()).whole()).isTrue();
        int anchor = Math.floorMod(anchored, log.size());
        boolean found = !verify(anew, List.of(anchors(log).get(anchor))).whole();
        assertThat(found).isEqualTo(anchor >= place);
    }

    @Provide
    static Arbitrary<List<AuditEntry>> entries() {
        return entry().list().ofMinSize(2).ofMaxSize(30);
    }

    @Provide
    static Arbitrary<AuditEntry> entry() {
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('a', 'e')
                .withChars('收', '到', '"', '\\', '\n', '\u2028')
                .ofMaxLength(6);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000).map(BEGINNING::plusMillis),
                        words,
                        words,
                        words,
                        words)
                .as(AuditEntry::new);
    }

    private static List<AuditLine> chain(List<AuditEntry> entries) {
        var log = new ArrayList<AuditLine>();
        String hash = AuditLine.START;
        for (AuditEntry entry : entries) {
            AuditLine line = AuditLine.after(hash, log.size() + 1L, entry);
            hash = line.hash();
            log.add(line);
        }
        return log;
    }

    private static List<AuditAnchor> anchors(List<AuditLine> log) {
        return log.stream()
                .map(line -> new AuditAnchor(line.entry().at(), line.seq(), line.hash()))
                .toList();
    }

    /** As an export whose head and closing anchor fit it, whoever made them. */
    private static AuditVerdict verify(List<AuditLine> log, List<AuditAnchor> anchors) {
        var file = new ArrayList<String>();
        file.add(AuditFile.head(0, AuditLine.START));
        log.forEach(line -> file.add(line.toJson()));
        AuditLine last = log.isEmpty() ? null : log.get(log.size() - 1);
        file.add(last == null ? AuditFile.anchor(0, AuditLine.START) : AuditFile.anchor(last.seq(), last.hash()));
        try {
            return AuditVerifier.verify(new BufferedReader(new StringReader(String.join("\n", file))), anchors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
