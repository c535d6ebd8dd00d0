package org.jiaoying.domain.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiaoying.domain.document.Fields;

/**
 * A condition over named facts, such as {@code gas >= alarm && people > 0}, in the Common Expression Language
 * (<a href="https://github.com/google/cel-spec">CEL</a>). Every fact is a number with a fraction, and so is every number written
 * in it: {@code people > 0} is {@code people > 0.0}.
 *
 * <p>Checked and compiled once, when the rule is read: a name that is no fact, or a result that is not true or false, is
 * refused there. Its cost is bounded: it is short, and CEL has neither loops nor, here, macros over lists. Immutable; equal to
 * one with the same text and facts. For any thread.
 */
public final class Expression {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 50;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final String text;
    private final List<String> facts;
    private final CelRuntime.Program program;

    private Expression(String text, List<String> facts, CelRuntime.Program program) {
        this.text = text;
        this.facts = facts;
        this.program = program;
    }

    /**
     * Compiles a condition.
     *
     * @param facts the names that it may speak of
     * @throws IllegalArgumentException with all faults, each with line and column in the text
     */
    public static Expression compile(String text, Collection<String> facts) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
        }
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros()
                .setResultType(SimpleType.BOOL);
        facts.forEach(fact -> builder.addVar(fact, SimpleType.DOUBLE));
        CelCompiler compiler = builder.build();
        try {
            CelAbstractSyntaxTree parsed = withoutFaults(compiler.parse(text, "condition"));
            CelAbstractSyntaxTree tree = withoutFaults(compiler.check(withFractions(parsed)));
            return new Expression(text, named(tree, facts), RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("is no condition: " + e.getMessage(), e);
        }
    }

    private static CelAbstractSyntaxTree withoutFaults(CelValidationResult result) throws CelValidationException {
        if (result.hasError()) {
            throw new IllegalArgumentException(result.getErrors().stream()
                    .map(Expression::fault)
                    .distinct()
                    .limit(5)
                    .collect(Collectors.joining("; ", "is no condition: ", "")));
        }
        return result.getAst();
    }

    /** CEL keeps whole numbers and fractions apart; for whoever writes a rule they are the same. */
    private static CelAbstractSyntaxTree withFractions(CelAbstractSyntaxTree parsed) {
        CelMutableAst tree = CelMutableAst.fromCelAst(parsed);
        CelNavigableMutableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableMutableExpr::expr)
                .filter(node ->
                        node.getKind() == Kind.CONSTANT && node.constant().getKind() == CelConstant.Kind.INT64_VALUE)
                .toList()
                .forEach(node -> node.setConstant(
                        CelConstant.ofValue((double) node.constant().int64Value())));
        return tree.toParsedAst();
    }

    /** Reads it from a field of a rule; one that is at fault is told and never holds. */
    static Expression read(Fields in, String field, List<Fact> facts) {
        List<String> names = facts.stream().map(Fact::name).toList();
        return in.value(field, compile("false", names), text -> compile(text, names));
    }

    public String text() {
        return text;
    }

    /** The facts it speaks of. */
    public List<String> facts() {
        return facts;
    }

    /**
     * Whether it holds.
     *
     * @param values of all its {@link #facts()}
     * @throws IllegalStateException if it cannot be computed, as where a number is divided by nothing
     */
    public boolean holds(Map<String, Double> values) {
        try {
            return Boolean.TRUE.equals(program.eval(values));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("'" + text + "' cannot be computed: " + e.getMessage(), e);
        }
    }

    private static String fault(CelIssue issue) {
        return issue.getSourceLocation().getLine() + ":"
                + (issue.getSourceLocation().getColumn() + 1) + " " + issue.getMessage();
    }

    private static List<String> named(CelAbstractSyntaxTree tree, Collection<String> facts) {
        var spoken = tree.getReferenceMap().values().stream()
                .map(reference -> reference.name())
                .collect(Collectors.toSet());
        return facts.stream().filter(spoken::contains).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && text.equals(that.text) && facts.equals(that.facts);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
