package org.jiaoying.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Locale;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.RejectCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"ts", "tag", "zone", "event", "x", "y", "z"}}. A call for help ({@code sos}) passes whatever else is wrong with
 * it, as long as it says whose it is.
 */
final class PositionReader implements JsonFeed.ObjectReader {

    @Override
    public void read(JsonParser json, MessageDraft draft) throws IOException, RefusedMessageException {
        long stamp = Stamps.ABSENT;
        String tag = null;
        String zone = null;
        String event = null;
        Double x = null;
        Double y = null;
        Double z = null;
        boolean told = false;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            draft.value();
            switch (name) {
                case "ts" -> stamp = JsonFields.stamp(json, draft);
                case "tag" -> {
                    tag = JsonFields.text(json, name, draft);
                    told |= tag == null;
                }
                case "zone" -> zone = JsonFields.text(json, name, draft);
                case "event" -> {
                    event = JsonFields.text(json, name, draft);
                    told |= event == null;
                }
                case "x" -> x = JsonFields.number(json, name, draft);
                case "y" -> y = JsonFields.number(json, name, draft);
                case "z" -> z = JsonFields.number(json, name, draft);
                default -> JsonFields.unknown(json, name, draft);
            }
        }
        TimeJudge.Judged time = draft.time(stamp);
        if (told || !hasTag(tag, draft)) {
            return;
        }
        Position.Movement movement = movement(event, draft);
        if (tag == null || movement == null) {
            return;
        }
        String knownZone = knownZone(zone, draft);
        boolean needsZone = movement == Position.Movement.ENTER || movement == Position.Movement.LEAVE;
        if (knownZone != null || !needsZone) {
            draft.add(new Position(tag, knownZone, movement, x, y, z, time.at(), time.basis()));
        } else if (zone == null) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.MISSING_FIELD, "zone", "\"tag\": \"" + tag + "\"");
        }
    }

    private static boolean hasTag(@Nullable String tag, MessageDraft draft) {
        if (tag == null) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.MISSING_FIELD, "tag", "");
            return false;
        }
        if (!Identifiers.isValid(tag)) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.BAD_ID, "tag", "\"tag\": \"" + tag + "\"");
            return false;
        }
        return true;
    }

    private static @Nullable String knownZone(@Nullable String zone, MessageDraft draft) {
        if (zone == null || draft.hasZone(zone)) {
            return zone;
        }
        draft.refuse(RejectCode.UNKNOWN_ZONE, Reasons.UNKNOWN_ZONE, zone, "\"zone\": \"" + zone + "\"");
        return null;
    }

    private static Position.@Nullable Movement movement(@Nullable String event, MessageDraft draft) {
        if (event == null) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.MISSING_FIELD, "event", "");
            return null;
        }
        return switch (event.toLowerCase(Locale.ROOT)) {
            case "enter" -> Position.Movement.ENTER;
            case "leave" -> Position.Movement.LEAVE;
            case "fix" -> Position.Movement.FIX;
            case "sos" -> Position.Movement.SOS;
            default -> {
                draft.refuse(RejectCode.BAD_WORD, Reasons.BAD_EVENT, event, "\"event\": \"" + event + "\"");
                yield null;
            }
        };
    }
}
