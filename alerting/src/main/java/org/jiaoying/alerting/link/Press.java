package org.jiaoying.alerting.link;

import org.jiaoying.domain.Text;

/** The two buttons of a link's page. */
public enum Press {
    /** As the answer 1. */
    ACKNOWLEDGE("收到", "Received"),
    /** As the answer 3. */
    HELP("需要支援", "Need help");

    private final Text text;

    Press(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /** What stands on the button. */
    public Text text() {
        return text;
    }
}
