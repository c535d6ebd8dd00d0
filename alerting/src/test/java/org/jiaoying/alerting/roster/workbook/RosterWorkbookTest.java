package org.jiaoying.alerting.roster.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jiaoying.alerting.roster.KnownIds;
import org.jiaoying.alerting.roster.RosterFaultsException;
import org.jiaoying.alerting.roster.RosterFile;
import org.junit.jupiter.api.Test;

class RosterWorkbookTest {
    private static final RosterFile FULL = RosterFile.parse("full", """
            organisations:
              - {id: county, name: 平安县, kind: county}
              - {id: town, name: 青山镇, kind: township, parent: county}
            people:
              - {id: a, name: 甲, post: "调度员；兼职", organisation: town, phones: ["13800000001", "13800000002"],
                 contacts: {voice: ["03511234567"], email: [a@b.cn]}, superior: b, stand-in: b, shared-phone: true}
              - {id: b, name: =1+1, enterprise: mine, language: en, phones: ["+44 7700 900123"], officer: true, active: false}
            chains:
              - organisation: county
                hazard: flood
                tiers:
                  - {name: 镇, rosters: [desk], answers: all}
                  - {name: 县, people: [a, b], levels: [orange, red], channels: [sms, voice], answer: {red: 3m, orange: 90s}}
              - {enterprise: mine, site: north, tiers: [{name: 矿, people: [a]}]}
            rosters:
              - id: desk
                name: 值班室
                organisation: town
                since: 2026-01-01
                leader: leaders
                officers: true
                handover: 10m
                shifts:
                  - {name: 白, from: "08:00", to: "20:00", people: [a, b], turn: 2}
                  - {name: 夜, from: "20:00", to: "08:00", people: [b]}
              - {id: leaders, name: 带班, since: 2026-01-05, shifts: [{name: 周, from: "08:00", to: "08:00", people: [b], turn: 7}]}
            leaves: [{person: a, from: "2026-05-01 08:30", to: 2026-05-03, stand-in: b, reason: 病假}]
            overrides: [{roster: desk, from: 2026-05-03, to: 2026-05-04, person: b, reason: 换班}]
            policies:
              - {level: orange, from: 2026-05-01, answer: 8m, repeats: 2, again: []}
              - {level: red, from: 2026-05-01, channels: [sms], answers: one, superior: false}
            """);

    private static RosterFile read(byte[] bytes) {
        return RosterWorkbook.read("r.xlsx", bytes, KnownIds.NONE, false).roster();
    }

    @Test
    void whatIsWrittenIsReadUnchanged() {
        assertThat(read(WorkbookWriter.write(FULL))).isEqualTo(FULL);
        assertThat(read(WorkbookWriter.write(RosterFile.EMPTY))).isEqualTo(RosterFile.EMPTY);
    }

    @Test
    void eachFaultNamesItsSheetAndCell() {
        byte[] workbook = workbook("人员", sheet -> {
            row(sheet, 0, "编号", "姓名", "手机", "上级", "启用");
            row(sheet, 1, "a", "甲", "13800000001", "nobody", "是");
            row(sheet, 2, "b", "", "12", "", "也许");
            row(sheet, 4, "a", "丙", "13800000001；13800000002");
        });
        List<String> faults = faults(workbook);
        assertThat(faults)
                .anyMatch(fault -> fault.contains("人员!D2") && fault.contains("'nobody' is not the id"))
                .anyMatch(fault -> fault.contains("人员!B3") && fault.contains("is missing"))
                .anyMatch(fault -> fault.contains("人员!C3") && fault.contains("phone number"))
                .anyMatch(fault -> fault.contains("人员!E3") && fault.contains("'也许'"))
                .anyMatch(fault -> fault.contains("人员!A5") && fault.contains("a second time"))
                .hasSize(5);
    }

    @Test
    void whatPeopleFillInIsUnderstood() {
        byte[] workbook = workbook("人员", sheet -> {
            row(sheet, 0, "姓名", "编号", "手机", "值班员");
            row(sheet, 1, "甲", "a");
            sheet.value(1, 2, 13_800_000_001L);
            sheet.value(1, 3, true);
        });
        assertThat(read(workbook).people().get(0).phones()).containsExactly("8613800000001");
        assertThat(read(workbook).people().get(0).officer()).isTrue();

        var known = new KnownIds(Set.of("a", "b"), Set.of(), Set.of(), Map.of());
        byte[] leave = workbook("请假", sheet -> {
            row(sheet, 0, "人员", "开始", "结束", "顶替人", "事由");
            row(sheet, 1, "a", "", "2026-05-03", "b", "病假");
            sheet.value(1, 1, java.time.LocalDateTime.of(2026, 5, 1, 8, 30));
            sheet.style(1, 1).format("yyyy-MM-dd H:mm").set();
        });
        RosterFile read = RosterWorkbook.read("r.xlsx", leave, known, false).roster();
        assertThat(read.leaves().get(0).from()).hasToString("2026-05-01T00:30:00Z");
    }

    @Test
    void unknownSheetsAndColumnsAreFaultsWithTheNearest() {
        assertThat(faults(workbook("人员表", sheet -> row(sheet, 0, "编号"))))
                .anyMatch(fault -> fault.contains("is no sheet of a roster") && fault.contains("did you mean '人员'"));
        assertThat(faults(workbook("人员", sheet -> {
                    row(sheet, 0, "编号", "姓名x", "手机", "", "编号");
                    row(sheet, 1, "a", "甲", "13800000001", "stray");
                })))
                .anyMatch(fault -> fault.contains("人员!B1") && fault.contains("did you mean '姓名'"))
                .anyMatch(fault -> fault.contains("人员!D2") && fault.contains("without a title"))
                .anyMatch(fault -> fault.contains("人员!E1") && fault.contains("a second time"));
    }

    @Test
    void inPartEntriesAtFaultAreLeftOut_andThoseThatNameThem() {
        byte[] workbook = workbook("人员", sheet -> {
            row(sheet, 0, "编号", "姓名", "手机", "上级");
            row(sheet, 1, "good", "好", "13800000001", "");
            row(sheet, 2, "bad", "坏", "12", "");
            row(sheet, 3, "below", "下", "13800000003", "bad");
            row(sheet, 4, "last", "末", "13800000004", "good");
        });
        RosterWorkbook.Taken taken = RosterWorkbook.read("r.xlsx", workbook, KnownIds.NONE, true);
        assertThat(taken.roster().people()).extracting(person -> person.id()).containsExactly("good", "last");
        assertThat(taken.leftOut().stream().map(Object::toString))
                .anyMatch(fault -> fault.contains("人员!C3"))
                .anyMatch(fault -> fault.contains("人员!D4") && fault.contains("'bad'"));
    }

    @Test
    void anEntrySaysTheSameInEachOfItsRows() {
        assertThat(faults(workbook("值班表", sheet -> {
                    row(sheet, 0, "编号", "名称", "起始日", "班次", "开始", "结束", "轮值人员");
                    row(sheet, 1, "desk", "值班室", "2026-01-01", "白", "08:00", "20:00", "a");
                    row(sheet, 2, "desk", "别的", "2026-01-01", "夜", "20:00", "08:00", "a");
                })))
                .anyMatch(fault -> fault.contains("值班表!B3") && fault.contains("something else"));
    }

    // -------------------------------------------------------------------------------------------------- hostile files

    @Test
    void aBombIsNotUnpacked() throws IOException {
        byte[] bomb = with(WorkbookWriter.write(FULL), "xl/bomb.xml", new byte[70 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(1024 * 1024);
        assertThat(faults(bomb)).singleElement().asString().contains("becomes larger than 64 MB");
        assertThat(faults(new byte[9 * 1024 * 1024])).singleElement().asString().contains("larger than 8 MB");
    }

    @Test
    void manyPartsAreRefused() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 600; i++) {
                zip.putNextEntry(new ZipEntry("xl/part" + i));
            }
        }
        assertThat(faults(out.toByteArray())).singleElement().asString().contains("more than 500 parts");
    }

    @Test
    void entitiesAreRefusedInWhateverEncoding() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            byte[] hostile = with(
                    WorkbookWriter.write(FULL),
                    "xl/sharedStrings.xml",
                    ("<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                    + "<sst><si><t>&e;</t></si></sst>")
                            .getBytes(charset));
            assertThat(faults(hostile)).singleElement().asString().contains("declares entities");
        }
    }

    @Test
    void anEntityThatHidesBehindALongRemarkIsNotExpandedEither() throws IOException {
        byte[] hostile = with(
                WorkbookWriter.write(FULL),
                "xl/sharedStrings.xml",
                ("<?xml version=\"1.0\"?><!--" + "x".repeat(5_000)
                                + "--><!DOCTYPE sst [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + "<sst><si><t>&e;</t></si></sst>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(faults(hostile)).noneMatch(fault -> fault.contains("root:"));
    }

    @Test
    void whatIsNoWorkbookIsRefused() throws IOException {
        assertThat(faults(new byte[0])).singleElement().asString().contains("is not an Excel workbook");
        assertThat(faults("PK".getBytes(StandardCharsets.UTF_8))).isNotEmpty();
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("hello.txt"));
            zip.write(1);
        }
        assertThat(faults(out.toByteArray())).singleElement().asString().contains("is damaged");
    }

    private static final byte[] GOOD = WorkbookWriter.write(FULL);

    @Property(tries = 200)
    void aDamagedWorkbookIsReadOrRefused_andNothingElse(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
            @ForAll byte with) {
        byte[] damaged = GOOD.clone();
        places.forEach(place -> damaged[place % damaged.length] = with);
        try {
            read(damaged);
        } catch (RosterFaultsException refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    @Test
    void aCellOfAnyLengthIsBounded() {
        assertThat(faults(workbook("人员", sheet -> {
                    row(sheet, 0, "编号", "姓名", "手机");
                    row(sheet, 1, "a", "x".repeat(30_000), "13800000001");
                })))
                .anyMatch(fault -> fault.contains("人员!B2") && fault.contains("longer than"));
        assertThatThrownBy(() -> read(workbook("人员", sheet -> {
                    row(sheet, 0, "编号", "姓名", "手机");
                    row(sheet, 60_000, "a", "甲", "13800000001");
                })))
                .hasMessageContaining("beyond row 50000");
    }

    // ---------------------------------------------------------------------------------------------------------------

    private static List<String> faults(byte[] workbook) {
        var refused = catchThrowableOfType(RosterFaultsException.class, () -> read(workbook));
        assertThat(refused).as("refused").isNotNull();
        return refused.faults().stream().map(Object::toString).toList();
    }

    private interface Filling {
        void into(Worksheet sheet);
    }

    private static byte[] workbook(String name, Filling filling) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            filling.into(workbook.newWorksheet(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static void row(Worksheet sheet, int row, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                sheet.value(row, i, texts[i]);
            }
        }
    }

    /** The workbook with a part added or replaced. */
    private static byte[] with(byte[] workbook, String part, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out);
                ZipFile in = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
                if (!entry.getName().equals(part)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content);
        }
        return out.toByteArray();
    }
}
