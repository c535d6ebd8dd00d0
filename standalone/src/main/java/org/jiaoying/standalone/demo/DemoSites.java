package org.jiaoying.standalone.demo;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jiaoying.domain.time.AgendaRunner;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.simulators.site.CoalMine;
import org.jiaoying.simulators.site.FeedPublisher;
import org.jiaoying.simulators.site.OpenPit;
import org.jiaoying.simulators.site.Scenario;
import org.jiaoying.simulators.site.SimulatedDevice;
import org.jiaoying.simulators.site.SiteAgenda;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated sites: their devices send over MQTT like any others, with their enterprises' own credentials. */
final class DemoSites implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoSites.class);
    private static final long SEED = 1;

    private final Site mine;
    private final Site slope;

    private record Site(MqttLink link, AgendaRunner runner) implements AutoCloseable {
        @Override
        public void close() {
            runner.close();
            link.abort();
        }
    }

    private DemoSites(Site mine, Site slope) {
        this.mine = mine;
        this.slope = slope;
    }

    /** Starts both sites; the scenario begins now. */
    static DemoSites open(URI broker, InstantSource clock, Scenario scenario) {
        Instant now = clock.instant();
        return new DemoSites(
                open(broker, clock, CoalMine.ENTERPRISE, CoalMine.devices(SEED, now, scenario)),
                open(broker, clock, OpenPit.ENTERPRISE, OpenPit.devices(SEED, now, scenario)));
    }

    private static Site open(URI broker, InstantSource clock, String enterprise, List<SimulatedDevice> devices) {
        // The demo's passwords are the users' names, see its register.
        MqttLink link = MqttLink.open(MqttLinkOptions.to(broker, enterprise + "/simulator")
                .credentials(enterprise, enterprise)
                .build());
        var agenda = new SiteAgenda(clock, devices, FeedPublisher.over(link));
        return new Site(
                link,
                new AgendaRunner(
                        "site " + enterprise,
                        agenda,
                        failure -> LOG.warn("the devices of {} were not heard", enterprise, failure)));
    }

    @Override
    public void close() {
        mine.close();
        slope.close();
    }
}
