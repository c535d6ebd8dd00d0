package org.jiaoying.alerting.notify.aliyun;

import java.time.Duration;
import org.jiaoying.alerting.dispatch.Rate;

/**
 * An account at Aliyun and what was approved for it.
 *
 * @param endpoint host, and port where it is not the usual one
 * @param tls false only towards a stand-in on this machine
 * @param from for SMS the approved signature; for voice the number that is shown, which may be empty
 * @param template for warnings
 * @param drillTemplate for drills, with 演练 in its fixed words; empty: the same
 * @param goodbye for voice: the template that is spoken when a key was pressed
 */
public record AliyunSettings(
        String accessKeyId,
        String accessKeySecret,
        String endpoint,
        boolean tls,
        String from,
        String template,
        String drillTemplate,
        String goodbye,
        Duration within,
        Rate rate) {

    String template(boolean drill) {
        return drill && !drillTemplate.isEmpty() ? drillTemplate : template;
    }

    @Override
    public String toString() {
        return "aliyun " + endpoint;
    }
}
