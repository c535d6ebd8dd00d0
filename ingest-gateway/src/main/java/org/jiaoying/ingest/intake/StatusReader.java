package org.jiaoying.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Locale;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.Status;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"ts", "state"}}. */
final class StatusReader implements JsonFeed.ObjectReader {

    @Override
    public void read(JsonParser json, MessageDraft draft) throws IOException, RefusedMessageException {
        long stamp = Stamps.ABSENT;
        String word = null;
        boolean told = false;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            draft.value();
            switch (name) {
                case "ts" -> stamp = JsonFields.stamp(json, draft);
                case "state" -> {
                    word = JsonFields.text(json, name, draft);
                    told |= word == null;
                }
                default -> JsonFields.unknown(json, name, draft);
            }
        }
        TimeJudge.Judged time = draft.time(stamp);
        if (word == null) {
            if (!told) {
                draft.refuse(RejectCode.BAD_SHAPE, Reasons.MISSING_FIELD, "state", "");
            }
            return;
        }
        Status.State state = state(word, draft);
        if (state != null) {
            draft.add(new Status(state, time.at(), time.basis()));
        }
    }

    private static Status.@Nullable State state(String word, MessageDraft draft) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "online" -> Status.State.ONLINE;
            case "offline" -> Status.State.OFFLINE;
            case "calibrating" -> Status.State.CALIBRATING;
            case "fault" -> Status.State.FAULT;
            case "low_battery" -> Status.State.LOW_BATTERY;
            default -> {
                draft.refuse(RejectCode.BAD_WORD, Reasons.BAD_STATE, word, "\"state\": \"" + word + "\"");
                yield null;
            }
        };
    }
}
