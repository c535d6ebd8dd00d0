package org.jiaoying.alerting.notify.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.exchange.ExchangeSettings;
import org.jiaoying.alerting.notify.aliyun.AliyunQueueSettings;
import org.jiaoying.alerting.notify.aliyun.AliyunSettings;
import org.jiaoying.alerting.notify.broadcast.BroadcastSettings;
import org.jiaoying.alerting.notify.door.DoorSettings;
import org.jiaoying.alerting.notify.mail.MailSettings;
import org.jiaoying.alerting.notify.robot.RobotChannel.Robot;
import org.jiaoying.alerting.notify.webhook.WebhookChannel.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Which channels there are beside SMS over SMPP. What is absent or empty is not there.
 *
 * @param allowPrivate whether webhooks, robots and partners may lie in an own network
 */
public record ChannelSettings(
        @Nullable AliyunSettings sms,
        @Nullable AliyunSettings voice,
        @Nullable AliyunQueueSettings queues,
        List<Robot> dingTalk,
        List<Robot> weCom,
        List<Endpoint> webhooks,
        @Nullable MailSettings mail,
        @Nullable BroadcastSettings broadcast,
        @Nullable ExchangeSettings exchange,
        @Nullable DoorSettings door,
        boolean allowPrivate) {

    /** Nothing beside SMS over SMPP. */
    public static final ChannelSettings NONE =
            new ChannelSettings(null, null, null, List.of(), List.of(), List.of(), null, null, null, null, false);

    public ChannelSettings {
        dingTalk = List.copyOf(dingTalk);
        weCom = List.copyOf(weCom);
        webhooks = List.copyOf(webhooks);
    }

    /** Names of the channels by which people are called. */
    public Set<String> ofPeople() {
        var names = new LinkedHashSet<String>();
        names.add(ChannelName.SMS.code());
        add(names, ChannelName.VOICE, voice != null);
        add(names, ChannelName.DINGTALK, !dingTalk.isEmpty());
        add(names, ChannelName.WECOM, !weCom.isEmpty());
        add(names, ChannelName.WEBHOOK, !webhooks.isEmpty());
        add(names, ChannelName.EMAIL, mail != null);
        return names;
    }

    private static void add(Set<String> names, ChannelName name, boolean there) {
        if (there) {
            names.add(name.code());
        }
    }
}
