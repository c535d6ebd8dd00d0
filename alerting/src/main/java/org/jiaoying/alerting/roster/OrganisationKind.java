package org.jiaoying.alerting.roster;

import java.util.Locale;
import org.jiaoying.domain.Text;

/** What an organisation is. */
public enum OrganisationKind {
    COUNTY("县", "county"),
    TOWNSHIP("乡镇", "township"),
    VILLAGE("村", "village"),
    DEPARTMENT("部门", "department"),
    ENTERPRISE("企业", "enterprise");

    private final Text text;

    OrganisationKind(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /** The word in data and in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Text text() {
        return text;
    }
}
