package org.jiaoying.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.simulators.replay.ReplayCase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    @TempDir
    Path directory;

    @Test
    void aStoppedPlantThatDrawsPowerIsTextedAndAnsweredInTheTimeOfTheData() throws Exception {
        Path csv = threeDaysOfOctober();
        ReplayCase stopped = ReplayCase.load(Path.of("../simulators/cases/power-stopped.yaml"));

        ReplayReport report = new Replay(
                        stopped,
                        csv,
                        Files.createDirectories(directory.resolve("system")),
                        Double.POSITIVE_INFINITY,
                        InstantSource.system())
                .run((rows, at) -> {});

        assertThat(report.counts().rows()).isEqualTo(288);
        assertThat(report.counts().backward()).isEqualTo(3);
        assertThat(report.accepted()).containsEntry(TimeBasis.DEVICE, 285L).containsEntry(TimeBasis.LATE, 3L);
        assertThat(report.refused()).isEmpty();
        assertThat(report.verdict().perfect()).isTrue();
        assertThat(report.transitions())
                .extracting(BreachTransition::change, BreachTransition::at)
                .containsExactly(
                        tuple(BreachTransition.Change.OPENED, Instant.parse("2018-10-21T08:15:00Z")),
                        tuple(BreachTransition.Change.CLEARED, Instant.parse("2018-10-21T08:45:00Z")));
        // The dispatcher answers two minutes after the text, and so nobody else is called.
        assertThat(report.texts().get(0))
                .satisfies(text -> assertThat(text.at()).isEqualTo(Instant.parse("2018-10-21T08:15:00Z")))
                .satisfies(text -> assertThat(text.text()).startsWith("【叫应】橙色预警"));
        assertThat(report.texts().get(1))
                .satisfies(text -> assertThat(text.at()).isEqualTo(Instant.parse("2018-10-21T08:17:00Z")))
                .satisfies(text -> assertThat(text.text()).startsWith("1 "));
        assertThat(report.texts())
                .extracting(ReplayReport.PhoneText::person)
                .containsOnly(report.texts().get(0).person());
    }

    private Path threeDaysOfOctober() throws IOException {
        Path year = sharedData().resolve("power/steel_plant_2018.csv");
        Path csv = directory.resolve("october.csv");
        try (Stream<String> lines = Files.lines(year, StandardCharsets.UTF_8)) {
            List<String> wanted = lines.filter(line -> line.contains("Usage_kWh")
                            || line.startsWith("20/10/2018")
                            || line.startsWith("21/10/2018")
                            || line.startsWith("22/10/2018"))
                    .toList();
            return Files.write(csv, wanted);
        }
    }

    private static Path sharedData() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolve("shared/data");
            if (Files.isDirectory(shared)) {
                return shared;
            }
        }
        return Assumptions.abort("needs the recorded data in a folder shared/data beside the project");
    }
}
