package org.jiaoying.alerting.warning;

import org.jiaoying.domain.Text;

/** The states of an alarm by ISA-18.2. A warning is in one of those before the last two; what opened none is normal, or rests. */
public enum AlarmState {
    /** Nothing is wrong, or it has been dealt with. */
    NORMAL("正常", "normal"),
    UNACKNOWLEDGED("报警未确认", "active, unacknowledged"),
    ACKNOWLEDGED("报警已确认", "active, acknowledged"),
    RETURNED_UNACKNOWLEDGED("已恢复未确认", "returned, unacknowledged"),
    /** Back to normal and acknowledged; it stays until the closing report confirms that the work was done. */
    LATCHED("已恢复待终报", "latched"),
    /** Laid to rest by an officer, with an end. */
    SHELVED("已搁置", "shelved"),
    /** Kept from warning by the state of the process, with an end. */
    SUPPRESSED("设计抑制", "suppressed by design"),
    /** Kept from warning because it is under repair, with an end. */
    OUT_OF_SERVICE("停用", "out of service");

    private final Text text;

    AlarmState(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public static AlarmState of(WarningState state, boolean shelved) {
        if (shelved && state != WarningState.CLOSED) {
            return SHELVED;
        }
        return switch (state) {
            case OPEN -> UNACKNOWLEDGED;
            case ACKNOWLEDGED, REPORTED -> ACKNOWLEDGED;
            case CLEARED_UNANSWERED -> RETURNED_UNACKNOWLEDGED;
            case CLEARED_ACKNOWLEDGED, CLEARED_REPORTED -> LATCHED;
            case CLOSED -> NORMAL;
        };
    }
}
