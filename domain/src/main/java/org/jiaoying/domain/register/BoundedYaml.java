package org.jiaoying.domain.register;

import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Composes a YAML document after its events have shown that it is neither too deep nor too rich in aliases to hold. */
final class BoundedYaml {
    private static final int MAX_CHARACTERS = 32 * 1024 * 1024;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ALIASES = 10_000;

    private BoundedYaml() {}

    static Node compose(String sourceName, String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(sourceName)
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .build();
        try {
            checkEvents(sourceName, new Parse(settings).parseString(yaml));
            return new Compose(settings)
                    .composeString(yaml)
                    .orElseThrow(() -> refused(sourceName, 1, 1, "the file is empty"));
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().orElse(null);
            throw refused(
                    sourceName,
                    mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1,
                    "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw refused(sourceName, 0, 0, "not YAML: " + e.getMessage());
        }
    }

    private static void checkEvents(String sourceName, Iterable<Event> events) {
        int depth = 0;
        int aliases = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                default -> {}
            }
            if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
                Mark mark = event.getStartMark().orElse(null);
                throw refused(
                        sourceName,
                        mark == null ? 0 : mark.getLine() + 1,
                        mark == null ? 0 : mark.getColumn() + 1,
                        depth > MAX_DEPTH
                                ? "nested more than " + MAX_DEPTH + " deep"
                                : "more than " + MAX_ALIASES + " aliases");
            }
        }
    }

    private static RegisterFileException refused(String sourceName, int line, int column, String message) {
        return new RegisterFileException(sourceName, List.of(new RegisterFault(line, column, message)));
    }
}
