package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleFaultsException;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.domain.rule.RuleSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rules on the command line: tells their faults before they are put in force, lists what comes with the system. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "规则。Rules.",
        subcommands = {RulesCommand.Check.class, RulesCommand.Packs.class, RulesCommand.Schema.class})
final class RulesCommand extends CommandGroup {

    /** Exit code 1 if any file has a fault. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "检查规则包或单条规则（YAML 或 JSON），逐条报出错误、位置和最接近的正确写法。"
                            + "Checks rule packs and rules (YAML or JSON); tells every fault with its place and the nearest correct word.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*", description = "规则文件。Files of rules.")
        private List<Path> files;

        @Spec
        private CommandSpec spec;

        private final Map<String, Path> seen = new HashMap<>();

        @Override
        public Integer call() {
            boolean sound = true;
            for (Path file : files) {
                sound &= check(file, spec.commandLine().getOut());
            }
            return sound ? 0 : 1;
        }

        private boolean check(Path file, PrintWriter out) {
            List<Rule> rules;
            try {
                rules = RuleParser.file(file.toString(), Files.readString(file));
            } catch (RuleFaultsException e) {
                e.faults().stream()
                        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                        .map(Fault::told)
                        .forEach(out::println);
                return false;
            } catch (NoSuchFileException e) {
                out.println(file + "：没有这个文件。No such file.");
                return false;
            } catch (IOException e) {
                out.println(file + "：无法读取（须为 UTF-8 文本）。Cannot be read; it must be a text in UTF-8.");
                return false;
            }
            boolean sound = true;
            for (Rule rule : rules) {
                Path other = seen.putIfAbsent(rule.id(), file);
                if (other != null) {
                    out.println(file + "：规则 " + rule.id() + " 已在 " + other + " 中。Rule " + rule.id() + " stands in "
                            + other + " already.");
                    sound = false;
                }
            }
            if (sound) {
                out.println(file + "：" + rules.size() + " 条规则，无误。" + rules.size() + " rules, no fault.");
            }
            return sound;
        }
    }

    @Command(
            name = "packs",
            mixinStandardHelpOptions = true,
            description = "列出自带的规则包及其规则。Lists the rule packs that come with the system, and their rules.")
    static final class Packs implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            for (String name : RulePacks.NAMES) {
                out.println(name);
                for (Rule rule : RulePacks.load(name)) {
                    out.println("  " + rule.id() + "  " + rule.title().zh() + " / "
                            + rule.title().en() + "  [" + rule.clause() + "]");
                }
            }
            return 0;
        }
    }

    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "输出规则的 JSON Schema，供编辑器补全和检查。Prints the JSON Schema of rules, for editors.")
    static final class Schema implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(RuleSchema.json());
            out.flush();
            return 0;
        }
    }
}
