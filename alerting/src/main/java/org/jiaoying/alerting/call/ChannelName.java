package org.jiaoying.alerting.call;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The channels there are, by the name under which they stand in rosters, policies and tables. Which of them an installation
 * has is a matter of its settings.
 */
public enum ChannelName {
    /** A text to a phone; answered by a text. */
    SMS(Form.PHONE, false),
    /** A spoken call to a phone; answered by a key. */
    VOICE(Form.PHONE, false),
    /** A robot in a group of DingTalk. */
    DINGTALK(Form.NAME, false),
    /** A robot in a group of WeCom. */
    WECOM(Form.NAME, false),
    /** A signed request to somebody else's system. */
    WEBHOOK(Form.NAME, false),
    /** A letter. */
    EMAIL(Form.MAIL, false),
    /** The emergency broadcast: loudspeakers, which everybody hears. */
    BROADCAST(Form.AREA, true),
    /** Warnings in CAP pushed to other systems, which may publish them. */
    CAP(Form.NAME, true);

    /** What an address of the channel looks like. */
    public enum Form {
        /** Digits with country code. */
        PHONE,
        /** {@code someone@example.org}. */
        MAIL,
        /** The name of a robot, endpoint or partner in the channels' settings. */
        NAME,
        /** Twelve digits of a region. */
        AREA
    }

    private final Form form;
    private final boolean open;

    ChannelName(Form form, boolean open) {
        this.form = form;
        this.open = open;
    }

    /** Such as {@code sms}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public Form form() {
        return form;
    }

    /** Whether it reaches the public, and so never carries a drill, nor stands in a person's contacts. */
    public boolean open() {
        return open;
    }

    public static Optional<ChannelName> of(String code) {
        return Arrays.stream(values()).filter(name -> name.code().equals(code)).findFirst();
    }

    /** Those by which a person is called. */
    public static List<ChannelName> ofPeople() {
        return Arrays.stream(values()).filter(name -> !name.open).toList();
    }
}
