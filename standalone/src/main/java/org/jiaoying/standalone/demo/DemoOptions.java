package org.jiaoying.standalone.demo;

import java.nio.file.Path;
import org.jiaoying.simulators.site.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * How a visitor wants the demonstration.
 *
 * @param data kept from one run to the next; null for a temporary directory that is removed at the end
 * @param headless no browser is opened
 * @param speed how many times as fast as the wall its clock runs
 */
public record DemoOptions(
        int mqttPort,
        int httpPort,
        int phonesPort,
        @Nullable Path data,
        boolean headless,
        Scenario scenario,
        int speed) {}
