package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.jiaoying.domain.time.AgendaRunner;
import org.jiaoying.simulators.phones.PhonesApi;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.simulators.phones.SmsCenterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The simulated SMS center with its phones as a process of its own. */
@Command(
        name = "phones",
        mixinStandardHelpOptions = true,
        description = "单独运行模拟短信中心与手机（仅本机）。Runs the simulated SMS center and its phones alone (this machine only).")
final class PhonesCommand implements Callable<Integer> {
    @Option(names = "--port-smpp", paramLabel = "N", defaultValue = "2775", description = "SMPP 端口。Port of SMPP.")
    private int smppPort;

    @Option(names = "--port-http", paramLabel = "N", defaultValue = "8090", description = "HTTP 端口。Port of HTTP.")
    private int httpPort;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = new HashMap<>(System.getenv());
        settings.put("JY_PHONES_SMPP_PORT", Integer.toString(smppPort));
        var center = new SmsCenter(SmsCenterSettings.from(settings), InstantSource.system());
        var api = new PhonesApi(center, httpPort);
        Logger log = LoggerFactory.getLogger(PhonesCommand.class);
        var runner =
                new AgendaRunner("phones", center, failure -> log.error("a phone did not do what was due", failure));
        spec.commandLine()
                .getOut()
                .println("phones smpp 127.0.0.1:" + center.smppPort() + " http http://127.0.0.1:" + api.port());
        UntilStopped.run(() -> {
            runner.close();
            api.close();
            center.close();
        });
        return 0;
    }
}
