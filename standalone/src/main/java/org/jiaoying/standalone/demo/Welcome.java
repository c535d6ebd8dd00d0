package org.jiaoying.standalone.demo;

import java.time.Duration;
import java.util.Locale;
import org.jiaoying.simulators.phones.PhoneView;
import org.jiaoying.simulators.site.Scenarios;
import org.jiaoying.standalone.assemble.Assembly;

/** What a visitor is told when the demonstration is up. */
final class Welcome {
    private Welcome() {}

    static String text(Assembly system, DemoOptions options, DataDirectory data, Duration took) {
        String publish = "mosquitto_pub -h 127.0.0.1 -p " + system.mqttUrl().getPort()
                + " -V 5 -q 1 -u demo-mine -P demo-mine -t jy/v1/demo-mine/north/gas-t1/telemetry -m ";
        PhoneView first = system.smsCenter().phones().get(0);
        return """

                系统已就绪，用时 %1$.1f 秒。The system is up after %1$.1f s.

                  值班台        Duty console   %2$s   officer / officer，admin / admin
                  MQTT 接入     MQTT           %3$s:%4$d   demo-mine / demo-mine
                  手机          Phones         %5$s
                  数据          Data           %6$s
                %7$s
                触发一条预警（限值 1.0 %%）。Raise a warning (the limit is 1.0 %%):
                  %8$s'{"ch4": 1.2}'
                读短信。Read the text:
                  curl -s %5$sphones/%9$s/messages
                回复 1 收到；不回复，下一级的手机会响。Answer it; if nobody does, the next phone rings:
                  curl -s -X POST %5$sphones/%9$s/reply -d '{"text": "1"}'
                恢复正常。Back to normal:
                  %8$s'{"ch4": 0.3}'
                导出并验证审计日志。Export the audit log and verify it:
                  curl -s -u officer:officer %2$sapi/v1/audit/export > audit.jsonl && ./jiaoying audit verify audit.jsonl

                演示账号的密码即用户名，仅供本机演示。The demo's passwords are the user names; it listens on this machine only.
                按 Ctrl-C 停止。Ctrl-C stops it.
                """.formatted(
                        took.toMillis() / 1000.0,
                        system.consoleUrl(),
                        system.mqttUrl().getHost(),
                        system.mqttUrl().getPort(),
                        system.phonesUrl(),
                        data.path() + (data.kept() ? "" : "（结束时删除 removed at the end）"),
                        playing(options),
                        publish,
                        first.number());
    }

    private static String playing(DemoOptions options) {
        var lines = new StringBuilder();
        if (!options.scenario().name().equals(Scenarios.CALM)) {
            lines.append("  情景          Scenario       %s  %s%n"
                    .formatted(
                            options.scenario().title().zh(),
                            options.scenario().title().en()));
        }
        if (options.speed() > 1) {
            lines.append(String.format(Locale.ROOT, "  时钟          Clock          × %d%n", options.speed()));
        }
        return lines.toString();
    }
}
