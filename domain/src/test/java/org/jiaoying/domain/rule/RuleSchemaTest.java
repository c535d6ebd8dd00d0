package org.jiaoying.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class RuleSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(RuleSchema.json());
    private static final String RULE = """
            {id: r, hazard: gas, kind: %s, clause: "AQ 1029-2019", from: 2020-02-01, title: {zh: 甲, en: a},
             subject: {quantity: ch4}, say: {zh: "{value}", en: "{value}"}, advice: {zh: 撤, en: go}, %s}
            """;

    private static Set<ValidationMessage> faults(String yaml) {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JSON.<JsonNode>valueToTree(read));
    }

    @Example
    void theSchemaInTheDocumentsIsTheOneOfTheParser() throws IOException {
        assertThat(Path.of("../docs/rules.schema.json"))
                .as("a kind was added or changed: run ./jiaoying rules schema > docs/rules.schema.json")
                .hasContent(RuleSchema.json());
    }

    @Example
    void everyPackFitsTheSchema() throws IOException {
        for (String name : RulePacks.NAMES) {
            String text = Files.readString(Path.of("src/main/resources/rules", name + ".yaml"));
            assertThat(faults(text)).as(name).isEmpty();
        }
    }

    @Property(tries = 200)
    @Domain(AnyRules.class)
    void anyRuleThatTheParserWritesFitsTheSchema(@ForAll Rule rule) {
        assertThat(faults(RuleJson.write(rule))).isEmpty();
    }

    @Example
    void whatEditorsMustMarkIsMarked() {
        assertThat(faults(RULE.formatted("threshold", "side: above, levels: {red: 3.0}")))
                .isEmpty();
        assertThat(faults(RULE.formatted("threshold", "side: above, levels: {red: cut else 3}")))
                .isEmpty();
        for (String wrong : new String[] {
            "side: above, levels: {red: 3.0}, claer: 2",
            "side: above, levels: {redd: 3.0}",
            "side: abov, levels: {red: 3.0}",
            "side: above, levels: {red: three point five}",
            "side: above, levels: {red: 3.0}, for: ten minutes",
            "side: above, levels: {red: 3.0}, times: 0",
            "levels: {red: 3.0}",
            "side: above",
            "side: above, levels: {red: 3.0}, mode: hidden",
        }) {
            assertThat(faults(RULE.formatted("threshold", wrong))).as(wrong).isNotEmpty();
        }
        assertThat(faults(RULE.formatted("treshold", "side: above"))).isNotEmpty();
        assertThat(faults("pack: p\nrulez: []")).isNotEmpty();
        assertThat(faults("pack: p\nrules: [{kind: absence}]")).isNotEmpty();
    }
}
