package org.jiaoying.alerting.roster.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Looks through a workbook before anything reads it: how large it becomes, and that it declares no entities. */
final class BoundedZip {
    static final int MAX_BYTES = 8 * 1024 * 1024;
    static final long MAX_INFLATED = 64L * 1024 * 1024;
    private static final int MAX_ENTRIES = 500;
    private static final int HEAD = 4096;

    private BoundedZip() {}

    /** @throws IllegalArgumentException saying why it is refused */
    static void check(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("is larger than 8 MB");
        }
        if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new IllegalArgumentException("is not an Excel workbook (.xlsx)");
        }
        // Through the same reader of archives that the workbook's own reader uses: what is checked is what will be
        // read.
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            long inflated = 0;
            int entries = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (++entries > MAX_ENTRIES) {
                    throw new IllegalArgumentException("has more than " + MAX_ENTRIES + " parts");
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    inflated = inflate(in, inflated);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("is damaged: " + e.getMessage(), e);
        }
    }

    private static long inflate(InputStream in, long before) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        refuseEntities(head);
        long inflated = before + head.length;
        var buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            inflated += read;
            if (inflated > MAX_INFLATED) {
                throw new IllegalArgumentException("becomes larger than 64 MB when unpacked");
            }
        }
        return inflated;
    }

    /** A declaration stands at the head of a part, in whatever encoding: zero bytes between letters are passed over. */
    private static void refuseEntities(byte[] head) {
        String text =
                new String(head, StandardCharsets.ISO_8859_1).replace("\0", "").toUpperCase(Locale.ROOT);
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw new IllegalArgumentException("declares entities, which a workbook never does");
        }
    }
}
