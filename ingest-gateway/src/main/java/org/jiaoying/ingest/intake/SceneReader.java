package org.jiaoying.ingest.intake;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiaoying.domain.observe.RejectCode;
import org.jiaoying.domain.observe.SceneEvent;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"ts", "id", "type", "confidence", "snapshot", "state"}}. */
final class SceneReader implements JsonFeed.ObjectReader {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9_]{0,63}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>]{1,2000}");
    private static final int MAX_ID = 128;
    private static final Map<String, SceneEvent.Course> COURSES = Map.of(
            "start", SceneEvent.Course.SEEN,
            "end", SceneEvent.Course.ENDED,
            "false_alarm", SceneEvent.Course.FALSE_ALARM);

    @Override
    public void read(JsonParser json, MessageDraft draft) throws IOException, RefusedMessageException {
        long stamp = Stamps.ABSENT;
        String id = null;
        String type = null;
        String snapshot = null;
        String state = "start";
        Double confidence = 1.0;
        boolean faulty = false;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            draft.value();
            switch (name) {
                case "ts" -> stamp = JsonFields.stamp(json, draft);
                case "id" -> {
                    id = JsonFields.text(json, name, draft);
                    faulty |= id == null;
                }
                case "type" -> {
                    type = JsonFields.text(json, name, draft);
                    faulty |= type == null;
                }
                case "confidence" -> {
                    confidence = JsonFields.number(json, name, draft);
                    faulty |= confidence == null;
                }
                case "snapshot" -> snapshot = JsonFields.text(json, name, draft);
                case "state" -> {
                    state = JsonFields.text(json, name, draft);
                    faulty |= state == null;
                }
                default -> JsonFields.unknown(json, name, draft);
            }
        }
        TimeJudge.Judged time = draft.time(stamp);
        SceneEvent.Course course = state == null ? null : course(state, id, draft);
        if (!faulty && type != null && confidence != null && course != null) {
            take(id, type, confidence, snapshot, course, time, draft);
        } else if (type == null && !faulty) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.MISSING_FIELD, "type", "");
        }
    }

    private static void take(
            @Nullable String id,
            String type,
            double confidence,
            @Nullable String snapshot,
            SceneEvent.Course course,
            TimeJudge.Judged time,
            MessageDraft draft) {
        if (!TYPE.matcher(type).matches()) {
            draft.refuse(RejectCode.BAD_WORD, Reasons.BAD_TYPE, type, "\"type\": \"" + type + "\"");
        } else if (confidence < 0 || confidence > 1) {
            draft.refuse(RejectCode.OUT_OF_RANGE, Reasons.OUT_OF_RANGE, "confidence", "\"confidence\": " + confidence);
        } else if (id != null && !isPrintable(id)) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.BAD_EVENT_ID, "id", "\"id\": \"" + id + "\"");
        } else {
            draft.add(new SceneEvent(id, type, confidence, address(snapshot, draft), course, time.at(), time.basis()));
        }
    }

    private static SceneEvent.@Nullable Course course(String state, @Nullable String id, MessageDraft draft) {
        SceneEvent.Course course = COURSES.get(state.toLowerCase(Locale.ROOT));
        if (course == null) {
            draft.refuse(RejectCode.BAD_WORD, Reasons.BAD_COURSE, state, "\"state\": \"" + state + "\"");
        } else if (course != SceneEvent.Course.SEEN && id == null) {
            draft.refuse(RejectCode.BAD_SHAPE, Reasons.MISSING_FIELD, "id", "\"state\": \"" + state + "\"");
            return null;
        }
        return course;
    }

    private static boolean isPrintable(String id) {
        return !id.isBlank() && id.length() <= MAX_ID && id.chars().noneMatch(Character::isISOControl);
    }

    /** A page will show it as a link, so only addresses of the web pass. */
    private static @Nullable String address(@Nullable String snapshot, MessageDraft draft) {
        if (snapshot == null || ADDRESS.matcher(snapshot).matches()) {
            return snapshot;
        }
        draft.refuse(RejectCode.BAD_SHAPE, Reasons.BAD_SNAPSHOT, "snapshot", "\"snapshot\": \"" + snapshot + "\"");
        return null;
    }
}
