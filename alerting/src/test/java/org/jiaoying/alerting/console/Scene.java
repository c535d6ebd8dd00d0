package org.jiaoying.alerting.console;

import java.time.Duration;
import java.time.Instant;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.http.Served;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;

/** A night with several warnings at once, for the pictures. */
final class Scene {
    private Scene() {}

    static void play(Served served) {
        Engine engine = served.engine;
        engine.load(ROSTER);
        served.device("gas-2", "甲烷传感器 2 号", "face");
        served.device("cam-1", "掘进面摄像机", "face");
        take(engine, "s1", 1, Change.OPENED, Level.YELLOW, SLOPE);
        engine.pass(Duration.ofMinutes(9));
        take(engine, "p1", 1, Change.OPENED, Level.BLUE, POWER);
        engine.pass(Duration.ofMinutes(4));
        take(engine, "g1", 1, Change.OPENED, Level.YELLOW, GAS.at(0.84, 0.8));
        engine.pass(Duration.ofSeconds(100));
        take(engine, "g1", 2, Change.RAISED, Level.ORANGE, GAS.at(1.08, 1.0));
        engine.execute("update call set state = 'DELIVERED', submitted_at = created_at + interval '1 second',"
                + " delivered_at = created_at + interval '3 seconds' where state = 'PENDING'");
        engine.pass(Duration.ofMinutes(10).plusSeconds(5));
        engine.execute("update call set state = 'DELIVERED', submitted_at = created_at + interval '1 second',"
                + " delivered_at = created_at + interval '4 seconds' where state = 'PENDING'");
        engine.pass(Duration.ofSeconds(52));
        served.acknowledge("gas", "li", "电话接通，安全矿长已下令断电撤人");
        engine.pass(Duration.ofSeconds(75));
        served.reject(
                "demo-mine",
                "out-of-range",
                "jy/v1/demo-mine/north/gas-3/telemetry",
                "ch4 = 412 lies outside the sensor's range 0 to 100",
                "{\"ts\":1772323200000,\"values\":{\"ch4\":412}}",
                37);
        served.reject(
                "demo-mine",
                "unknown-point",
                "jy/v1/demo-mine/north/gas-1/telemetry",
                "device gas-1 has no point 'ch44'",
                "{\"ch44\":0.41}",
                4);
    }

    private record What(
            Hazard hazard,
            String rule,
            String device,
            String zone,
            String point,
            double value,
            double limit,
            String unit,
            Text reason) {
        What at(double newValue, double newLimit) {
            return new What(hazard, rule, device, zone, point, newValue, newLimit, unit, reason);
        }
    }

    private static final What GAS = new What(
            Hazard.GAS,
            "gas-limit",
            "demo-mine/north/gas-1",
            "face",
            "ch4",
            0.84,
            0.8,
            "%",
            new Text("甲烷浓度超过报警值", "Methane over the alarm limit"));
    private static final What SLOPE = new What(
            Hazard.SLOPE,
            "slope-rate",
            "demo-slope/east/gnss-1",
            null,
            "displacement",
            14.2,
            10,
            "mm/d",
            new Text("坡面位移加快", "The slope moves faster"));
    private static final What POWER = new What(
            Hazard.POWER,
            "load-high",
            "demo-mine/north/meter-1",
            null,
            "load",
            1260,
            1200,
            "kW",
            new Text("主通风机负荷偏高", "Load of the main fan is high"));

    private static void take(Engine engine, String breach, int revision, Change change, Level level, What what) {
        Instant now = engine.clock.instant();
        engine.take(new BreachTransition(
                breach,
                revision,
                change,
                what.rule(),
                1,
                what.hazard(),
                DeviceKey.parse(what.device()),
                what.zone(),
                what.point(),
                level,
                now,
                now,
                what.value(),
                what.limit(),
                what.unit(),
                false,
                what.reason()));
        engine.pass(Duration.ZERO);
    }

    private static final String ROSTER = """
            people:
              - {id: zhang, name: 张伟, post: 矿调度员, enterprise: demo-mine, phones: ["13800000001"], superior: li}
              - {id: li, name: 李娜, post: 安全矿长, enterprise: demo-mine, phones: ["13800000002"], superior: wang}
              - {id: wang, name: 王强, post: 镇干部, phones: ["13800000003"]}
              - {id: zhao, name: 赵敏, post: 边坡监测员, enterprise: demo-slope, phones: ["13800000004"]}
              - {id: duty, name: 值班员, phones: ["13800000009"], officer: true}
            chains:
              - enterprise: demo-mine
                site: north
                tiers:
                  - {name: 调度, people: [zhang]}
                  - {name: 矿长, people: [li]}
                  - {name: 乡镇, people: [wang], levels: [orange, red]}
              - enterprise: demo-slope
                site: east
                tiers:
                  - {name: 监测, people: [zhao]}
            """;
}
