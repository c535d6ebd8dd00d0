package org.jiaoying.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command answers: lines for people, or JSON on the output; how far it is, on the other one. */
final class Answer {
    @Option(names = "--json", description = "以 JSON 输出结果。Prints the result as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    void give(Map<String, Object> document, List<String> lines) throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } else {
            lines.forEach(out::println);
        }
    }

    void progress(String line) {
        spec.commandLine().getErr().println(line);
    }
}
