package org.jiaoying.alerting.warning;

import org.jiaoying.domain.Text;

/** Where a warning stands: whether its breaches are open or have cleared, and what people have said so far. */
public enum WarningState {
    /** Breaches are open and nobody has acknowledged: people are being called. */
    OPEN("待应答", "open"),
    /** Breaches are open; somebody has acknowledged, the first report is due. */
    ACKNOWLEDGED("已收到", "acknowledged"),
    /** Breaches are open; the first report is in. */
    REPORTED("已首报", "reported"),
    /** All breaches have cleared, but nobody has acknowledged yet: people are still being called. */
    CLEARED_UNANSWERED("已恢复未应答", "cleared, unanswered"),
    /** All breaches have cleared after somebody acknowledged; the closing report is due. */
    CLEARED_ACKNOWLEDGED("已恢复待首报", "cleared, acknowledged"),
    /** All breaches have cleared and the first report is in; the closing report is due. */
    CLEARED_REPORTED("已恢复待终报", "cleared, reported"),
    /** Over: the closing report is in, or an officer closed it with a reason. */
    CLOSED("已关闭", "closed");

    private final Text text;

    WarningState(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** Whether nobody has acknowledged and people are being called. */
    public boolean unanswered() {
        return this == OPEN || this == CLEARED_UNANSWERED;
    }

    /** Whether all its breaches have cleared, closed or not. */
    public boolean cleared() {
        return this == CLEARED_UNANSWERED || this == CLEARED_ACKNOWLEDGED || this == CLEARED_REPORTED;
    }
}
