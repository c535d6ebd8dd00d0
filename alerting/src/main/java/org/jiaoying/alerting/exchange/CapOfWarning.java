package org.jiaoying.alerting.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;

/** What is published about a warning: whether a message is due, of which type, and its words. Pure. */
final class CapOfWarning {
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
    private static final Duration HOLDS = Duration.ofHours(24);

    /** A message that was published about the warning; the last one first. */
    record Published(String identifier, String sent, CapMessage.Type type, Level level) {}

    private CapOfWarning() {}

    /** The type of the message that is due now; empty if nothing is. */
    static Optional<CapMessage.Type> due(List<Published> before, Warning warning, Level from) {
        boolean over = warning.state() == WarningState.CLOSED || warning.state().cleared();
        boolean standing = !before.isEmpty() && before.get(0).type() != CapMessage.Type.CANCEL;
        if (!standing) {
            return !over && !from.graverThan(warning.level()) ? Optional.of(CapMessage.Type.ALERT) : Optional.empty();
        }
        if (over) {
            return Optional.of(CapMessage.Type.CANCEL);
        }
        return before.get(0).level() == warning.level() ? Optional.empty() : Optional.of(CapMessage.Type.UPDATE);
    }

    static CapMessage message(
            ExchangeSettings settings,
            Warning warning,
            CapMessage.Type type,
            List<Published> before,
            String identifier,
            Instant now) {
        OffsetDateTime sent = at(now);
        return new CapMessage(
                identifier,
                settings.sender(),
                sent,
                warning.drill() ? CapMessage.Status.EXERCISE : CapMessage.Status.ACTUAL,
                type,
                warning.drill() ? "Restricted" : "Public",
                type == CapMessage.Type.ALERT
                        ? List.of()
                        : sinceTheLastAlert(before).stream()
                                .map(earlier -> new CapMessage.Reference(
                                        settings.sender(), earlier.identifier(), earlier.sent()))
                                .toList(),
                info(settings, warning, type, sent));
    }

    /** An alert after a cancel is a new affair: what came before is not referred to again. */
    private static List<Published> sinceTheLastAlert(List<Published> before) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).type() == CapMessage.Type.ALERT) {
                return before.subList(0, i + 1);
            }
        }
        return before;
    }

    private static CapMessage.Info info(
            ExchangeSettings settings, Warning warning, CapMessage.Type type, OffsetDateTime sent) {
        boolean cancel = type == CapMessage.Type.CANCEL;
        ExchangeSettings.Area area = settings.areaOf(warning.site());
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("colour", warning.level().code());
        parameters.put("warning", warning.id());
        String headline = headline(warning, cancel);
        return new CapMessage.Info(
                "zh-CN",
                category(warning.hazard()),
                warning.hazard().text().zh(),
                cancel ? "AllClear" : warning.level().graverThan(Level.YELLOW) ? "Evacuate" : "Prepare",
                cancel ? "Past" : warning.level().graverThan(Level.YELLOW) ? "Immediate" : "Expected",
                severity(warning.level()),
                "Observed",
                at(warning.cause().at()),
                sent.plus(HOLDS),
                settings.senderName(),
                headline,
                headline + "。" + warning.cause().reason().zh(),
                parameters,
                new CapMessage.Area(area.name(), area.polygon(), area.codes()));
    }

    private static String headline(Warning warning, boolean cancel) {
        return (warning.drill() ? "【演练】" : "")
                + warning.cause().place().zh()
                + warning.hazard().text().zh()
                + warning.level().text().zh()
                + (cancel ? "预警解除" : "预警");
    }

    static String severity(Level level) {
        return switch (level) {
            case RED -> "Extreme";
            case ORANGE -> "Severe";
            case YELLOW -> "Moderate";
            case BLUE -> "Minor";
        };
    }

    private static String category(Hazard hazard) {
        return switch (hazard) {
            case SLOPE, SEISMIC -> "Geo";
            case WEATHER, FLOOD -> "Met";
            case FIRE -> "Fire";
            case HAZCHEM -> "CBRNE";
            case POWER -> "Infra";
            case PERSONNEL, VIDEO -> "Safety";
            case GAS, DUST, ROOF, WATER -> "Safety";
        };
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).atOffset(BEIJING);
    }
}
