package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RuleParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the faults of rules before they are put in force. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "规则。Rules.",
        subcommands = RulesCommand.Check.class)
final class RulesCommand extends CommandGroup {

    /** Exit code 1 if any pack has a fault. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "检查规则包，逐条报出错误及其位置。Checks rule packs and tells every fault with its place.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "规则包（YAML）。Rule packs (YAML).")
        private List<Path> files;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            int refused = 0;
            for (Path file : files) {
                try {
                    int rules = RuleParser.pack(file.toString(), Files.readString(file))
                            .size();
                    out.println(file + "：" + rules + " 条规则，无误。" + rules + " rules, no fault.");
                } catch (RuleFaultsException e) {
                    refused++;
                    e.faults().forEach(out::println);
                }
            }
            return refused == 0 ? 0 : 1;
        }
    }
}
