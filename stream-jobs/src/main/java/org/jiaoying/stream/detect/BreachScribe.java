package org.jiaoying.stream.detect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.rule.Sentence;
import org.jiaoying.stream.state.Issued;
import org.jspecify.annotations.Nullable;

/** Writes the transitions of breaches, with the sentence that the officer reads. */
final class BreachScribe {
    private static final Text CLEARED = new Text(
            "{title}解除：{device} {point} 现值 {value} {unit}", "{title}, cleared: {device} {point} now {value} {unit}");
    private static final Text SPEAKS =
            new Text("{title}解除：{device} {point} 已恢复", "{title}, cleared: {device} {point} speaks again");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Findings out;
    private final boolean late;

    BreachScribe(Findings out, boolean late) {
        this.out = out;
        this.late = late;
    }

    /** Writes that a breach opened, where value and limit say it all. */
    Issued open(Finding finding, Level level, long openedAt, long at, @Nullable Double value, @Nullable Double limit) {
        return open(finding, level, openedAt, at, value, limit, null);
    }

    /** Writes that a breach opened. */
    Issued open(
            Finding finding,
            Level level,
            long openedAt,
            long at,
            @Nullable Double value,
            @Nullable Double limit,
            @Nullable Evidence evidence) {
        var breach = new Issued(
                openedAt,
                1,
                level,
                level,
                Issued.OPEN,
                finding.version(),
                finding.rule().hazard(),
                finding.unit(),
                finding.subject().zoneId());
        write(
                finding,
                breach,
                Change.OPENED,
                at,
                value,
                limit,
                sentence(finding, Change.OPENED, level, at, value, limit, evidence),
                evidence);
        return breach;
    }

    /** Writes that a breach rose, fell or cleared, where value and limit say it all. */
    Issued change(
            Finding finding,
            Issued before,
            Change change,
            Level level,
            long at,
            @Nullable Double value,
            @Nullable Double limit) {
        return change(finding, before, change, level, at, value, limit, null);
    }

    /** Writes that a breach rose, fell or cleared. */
    Issued change(
            Finding finding,
            Issued before,
            Change change,
            Level level,
            long at,
            @Nullable Double value,
            @Nullable Double limit,
            @Nullable Evidence evidence) {
        Issued after = after(before, change, level, at, finding.version());
        write(
                finding,
                after,
                change,
                at,
                value,
                limit,
                sentence(finding, change, level, at, value, limit, evidence),
                evidence);
        return after;
    }

    /** Writes that a breach cleared although nobody measured that it did, and why. */
    Issued withdraw(DeviceKey device, @Nullable String point, String ruleId, Issued before, long at, Text why) {
        String subject = point == null ? device.toString() : device + "/" + point;
        return withdraw(subject, device, point, ruleId, before, at, why);
    }

    /** The same for whatever the breach is about, by its key. */
    Issued withdraw(
            String subject, DeviceKey device, @Nullable String point, String ruleId, Issued before, long at, Text why) {
        Issued after = after(before, Change.CLEARED, before.level(), at, before.ruleVersion());
        out.transitions.add(new BreachTransition(
                BreachIds.of(ruleId, subject, after.openedAt(), late),
                after.revision(),
                Change.CLEARED,
                ruleId,
                after.ruleVersion(),
                after.hazard(),
                device,
                after.zone(),
                point,
                after.level(),
                Instant.ofEpochMilli(at),
                out.detectedAt,
                null,
                null,
                after.unit(),
                late,
                why));
        return after;
    }

    private static Issued after(Issued before, Change change, Level level, long at, int version) {
        return new Issued(
                before.openedAt(),
                before.revision() + 1,
                level,
                level.graverThan(before.peak()) ? level : before.peak(),
                change == Change.CLEARED ? at : Issued.OPEN,
                version,
                before.hazard(),
                before.unit(),
                before.zone());
    }

    private void write(
            Finding finding,
            Issued breach,
            Change change,
            long at,
            @Nullable Double value,
            @Nullable Double limit,
            Text reason,
            @Nullable Evidence evidence) {
        Named subject = finding.subject();
        out.transitions.add(new BreachTransition(
                        BreachIds.of(finding.rule().id(), subject.key(), breach.openedAt(), late),
                        breach.revision(),
                        change,
                        finding.rule().id(),
                        finding.version(),
                        finding.rule().hazard(),
                        subject.deviceKey(),
                        subject.zoneId(),
                        subject.pointId(),
                        breach.level(),
                        Instant.ofEpochMilli(at),
                        out.detectedAt,
                        value,
                        limit,
                        finding.unit(),
                        late,
                        reason)
                .with(evidence));
    }

    private static Text sentence(
            Finding finding,
            Change change,
            Level level,
            long at,
            @Nullable Double value,
            @Nullable Double limit,
            @Nullable Evidence evidence) {
        Map<String, Text> places = finding.filled();
        places.put("level", level.text());
        places.put("at", Text.same(time(finding.subject(), at)));
        if (value != null) {
            places.put("value", Text.same(number(value)));
        }
        if (limit != null) {
            places.put("limit", Text.same(number(limit)));
        }
        if (evidence != null) {
            places.put("evidence", evidence.text());
            evidence.numbers().forEach((name, number) -> places.put(name, Text.same(rounded(number))));
        }
        Text said = Sentence.fill(finding.rule().say(), places);
        return switch (change) {
            case OPENED, RAISED -> said;
            case LOWERED ->
                new Text(
                        "降为" + level.text().zh() + "：" + said.zh(),
                        "Lowered to " + level.text().en() + ": " + said.en());
            case CLEARED -> Sentence.fill(value == null ? SPEAKS : CLEARED, places);
        };
    }

    /** The time at the site. */
    static String time(Named subject, long at) {
        return TIME.withZone(subject.timeZone()).format(Instant.ofEpochMilli(at));
    }

    /** Three digits that count: what was computed is known no better. */
    private static String rounded(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** At most six digits that count, and none of the noise of binary fractions. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
