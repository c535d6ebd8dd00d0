package org.jiaoying.alerting.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.ChainStore;
import org.jiaoying.alerting.store.DutyViews;
import org.jiaoying.alerting.store.RosterStore;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterStoreTest {
    private static final SiteKey NORTH = new SiteKey("mine", "north");
    private static final String COUNTY = """
            organisations:
              - {id: county, name: 平安县, kind: county}
              - {id: town, name: 青山镇, kind: township, parent: county}
              - {id: mine, name: 青山煤矿, kind: enterprise, parent: town}
            people:
              - {id: early, name: 早, phones: ["13810000001"]}
              - {id: late, name: 晚, phones: ["13810000002"]}
              - {id: boss, name: 镇长, phones: ["13810000003"], superior: head, stand-in: deputy}
              - {id: deputy, name: 副镇长, phones: ["13810000004"]}
              - {id: head, name: 县长, phones: ["13810000005"]}
            rosters:
              - id: town-desk
                name: 镇值班室
                since: 2026-01-01
                officers: true
                shifts:
                  - {name: 白班, from: "08:00", to: "20:00", people: [early]}
                  - {name: 夜班, from: "20:00", to: "08:00", people: [late]}
            chains:
              - organisation: county
                tiers:
                  - {name: 县, people: [head]}
              - organisation: town
                tiers:
                  - {name: 镇值班, rosters: [town-desk]}
                  - {name: 镇领导, people: [boss], answers: all}
              - organisation: county
                hazard: flood
                tiers:
                  - {name: 县防指, people: [head]}
              - organisation: town
                hazard: gas
                tiers:
                  - {name: 镇瓦斯, people: [boss]}
            """;

    private Engine engine;
    private RosterStore store;

    @BeforeEach
    void open() {
        engine = Engine.fresh();
        store = new RosterStore(engine.transactions, engine.pool);
        engine.load(COUNTY);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private FrozenChain freeze(SiteKey site, Hazard hazard) {
        var chains = new ChainStore(Set.of("sms", "voice"), Duration.ofDays(365));
        return await(engine.transactions.run(work -> chains.freeze(work, site, hazard)));
    }

    private List<String> names(FrozenChain chain, int tier) {
        return chain.tiers().get(tier).people().stream().map(Callee::name).toList();
    }

    private void part(String text) {
        await(store.edit(known -> RosterFile.parse("part", text, known), "part", Actor.account("admin"), "because"));
    }

    @Test
    void theNearestChainHolds_andOneForTheHazardBeforeOneForAll() {
        assertThat(freeze(NORTH, Hazard.GAS).tiers())
                .extracting(tier -> tier.name())
                .containsExactly("镇瓦斯");
        assertThat(freeze(NORTH, Hazard.FLOOD).tiers())
                .extracting(tier -> tier.name())
                .containsExactly("镇值班", "镇领导");
        part("chains: [{enterprise: mine, site: north, tiers: [{name: 矿, people: [boss]}]}]");
        assertThat(freeze(NORTH, Hazard.GAS).tiers())
                .extracting(tier -> tier.name())
                .containsExactly("矿");
        assertThat(freeze(new SiteKey("mine", "south"), Hazard.GAS).tiers())
                .extracting(tier -> tier.name())
                .containsExactly("镇瓦斯");
        assertThat(freeze(new SiteKey("stranger", "x"), Hazard.GAS).tiers()).isEmpty();
        assertThat(await(store.removeChain("mine/north/all", Actor.account("admin"), "x")))
                .isTrue();
        assertThat(freeze(NORTH, Hazard.GAS).tiers())
                .extracting(tier -> tier.name())
                .containsExactly("镇瓦斯");
    }

    @Test
    void whoeverIsOnDutyIsCalled_andStandsAmongTheOfficers() {
        // 2026-03-01T00:00Z is 08:00 in Beijing.
        FrozenChain day = freeze(NORTH, Hazard.FIRE);
        assertThat(names(day, 0)).containsExactly("早");
        assertThat(day.tiers().get(0).people().get(0).why().zh()).contains("值班：镇值班室 白班");
        assertThat(day.officers()).extracting(Callee::name).containsExactlyInAnyOrder("早", "值班员");
        engine.clock.advance(Duration.ofHours(12));
        assertThat(names(freeze(NORTH, Hazard.FIRE), 0)).containsExactly("晚");
    }

    @Test
    void aPhoneIsRungOnTheNumberForTexts() {
        Callee boss = freeze(NORTH, Hazard.GAS).tiers().get(0).people().get(0);
        assertThat(boss.addresses("voice")).isEqualTo(boss.addresses("sms"));
        assertThat(freeze(NORTH, Hazard.GAS).superiorOf("boss").map(Callee::name))
                .contains("县长");
    }

    @Test
    void besideAStaleContactItsStandInIsCalledToo_untilItIsVerified() {
        assertThat(names(freeze(NORTH, Hazard.GAS), 0)).containsExactly("镇长", "副镇长");
        engine.execute("update contact set verified_at = '2026-02-01' where person_id = 'boss'");
        assertThat(names(freeze(NORTH, Hazard.GAS), 0)).containsExactly("镇长");
        engine.clock.advance(Duration.ofDays(365));
        assertThat(names(freeze(NORTH, Hazard.GAS), 0)).containsExactly("镇长", "副镇长");
    }

    @Test
    void aPersonOnLeaveIsReplacedByTheirStandIn() {
        part("leaves: [{person: boss, from: 2026-03-01, to: 2026-03-03, stand-in: late, reason: 病假}]");
        FrozenChain chain = freeze(NORTH, Hazard.GAS);
        assertThat(names(chain, 0)).containsExactly("晚");
        assertThat(chain.tiers().get(0).people().get(0).why().zh())
                .contains("镇长请假")
                .contains("病假");
        assertThat(await(store.withdraw("leave", "boss@2026-02-28T16:00:00Z", Actor.account("admin"), "back")))
                .isTrue();
        assertThat(names(freeze(NORTH, Hazard.GAS), 0)).contains("镇长");
    }

    @Test
    void whereTheStandInHasLeftThePersonOnLeaveIsCalledAllTheSame() {
        part("leaves: [{person: boss, from: 2026-03-01, to: 2026-03-03, stand-in: late, reason: 病假}]");
        part("people: [{id: late, name: 晚, phones: ['13810000002'], active: false}]");
        FrozenChain chain = freeze(NORTH, Hazard.GAS);
        assertThat(names(chain, 0)).contains("镇长");
        assertThat(chain.tiers().get(0).people().get(0).why().zh()).contains("晚已不在册");
    }

    @Test
    void whereWhoeverIsOnDutyHasLeftAllOthersOfTheRosterAreCalled() {
        part("people: [{id: early, name: 早, phones: ['13810000001'], active: false}]");
        FrozenChain chain = freeze(NORTH, Hazard.FIRE);
        assertThat(names(chain, 0)).containsExactly("晚");
        assertThat(chain.tiers().get(0).people().get(0).why().en()).contains("has left");
    }

    @Test
    void forASuperiorAndAnOfficerOnLeaveTheirStandInsAreCalled() {
        part("""
                leaves:
                  - {person: head, from: 2026-03-01, to: 2026-03-03, stand-in: deputy, reason: 出差}
                  - {person: duty, from: 2026-03-01, to: 2026-03-03, stand-in: late, reason: 病假}
                """);
        FrozenChain chain = freeze(NORTH, Hazard.GAS);
        assertThat(chain.superiorOf("boss").map(Callee::name)).contains("副镇长");
        assertThat(chain.officers()).extracting(Callee::name).containsExactlyInAnyOrder("早", "晚");
        engine.clock.advance(Duration.ofDays(3));
        assertThat(freeze(NORTH, Hazard.GAS).superiorOf("boss").map(Callee::name))
                .contains("县长");
    }

    @Test
    void thePastAnswersAsItDid() {
        var views = new DutyViews(engine.pool, engine.clock);
        Instant then = engine.clock.instant();
        engine.clock.advance(Duration.ofDays(1));
        Instant tomorrow = engine.clock.instant();
        part("overrides: [{roster: town-desk, from: 2026-03-01, to: 2026-03-09, person: boss, reason: 换班}]");
        part("""
                rosters:
                  - {id: town-desk, name: 镇值班室, since: 2026-01-01,
                     shifts: [{name: 全天, from: "08:00", to: "08:00", people: [late]}]}
                """);
        engine.clock.advance(Duration.ofDays(1));

        assertThat(answer(views, then)).as("as it was known then").isEqualTo("early");
        assertThat(answer(views, tomorrow.plusSeconds(1))).isEqualTo("boss");
        assertThat(answer(views, tomorrow.plus(Duration.ofDays(9))))
                .as("by the new rotation")
                .isEqualTo("late");
        assertThat(await(views.answer("town-desk", then.minus(Duration.ofDays(99)))))
                .as("not set up yet")
                .isEmpty();
    }

    private static String answer(DutyViews views, Instant at) {
        return await(views.answer("town-desk", at))
                .orElseThrow()
                .getJsonObject("person")
                .getString("id");
    }

    @Test
    void eachChangeIsRecordedWithWhatWasAndWhatIs_andNothingElseIs() {
        long before = lines();
        assertThat(await(store.load("again", RosterFile.parse("again", COUNTY), Actor.account("admin"), "again")))
                .isZero();
        assertThat(lines()).isEqualTo(before);

        part("people: [{id: boss, name: 新镇长, phones: ['13810000003'], superior: head, stand-in: deputy}]");
        String detail = engine.rows("select detail from audit where subject = 'person:boss' order by seq desc limit 1")
                .get(0);
        assertThat(detail)
                .contains("\"reason\":\"because\"")
                .contains("镇长")
                .contains("新镇长")
                .contains("86138****0003");
        assertThat(detail).doesNotContain("13810000003");
    }

    private long lines() {
        return Long.parseLong(engine.rows("select count(*) from audit").get(0));
    }

    @Test
    void whatWasProvedOfAContactStaysWhenItsPersonIsEdited() {
        engine.execute("update contact set verified_at = '2026-02-01' where person_id = 'boss'");
        part("people: [{id: boss, name: 新镇长, phones: ['13899999999', '13810000003']}]");
        assertThat(
                        engine.rows(
                                "select address, rank, verified_at is not null from contact where person_id = 'boss' order by rank"))
                .containsExactly("8613899999999 1 false", "8613810000003 2 true");
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        RosterFile file = RosterFile.parse("r", COUNTY);
        RosterFile read = await(store.read());
        assertThat(read.people()).containsAll(file.people());
        assertThat(read.organisations()).containsExactlyInAnyOrderElementsOf(file.organisations());
        assertThat(read.chains()).containsAll(file.chains());
        assertThat(read.rosters()).isEqualTo(file.rosters());
        assertThat(file.chain(NORTH, Hazard.GAS).map(RosterChain::id)).contains("organisation:town/gas");
        assertThat(file.chain(NORTH, Hazard.FLOOD).map(RosterChain::id)).contains("organisation:town/all");
        assertThat(file.chain(new SiteKey("stranger", "x"), Hazard.GAS)).isEmpty();
    }
}
