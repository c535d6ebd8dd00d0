package org.jiaoying.alerting.inspection;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.danger.DangerDecider;
import org.jiaoying.alerting.store.DangerStore;
import org.jiaoying.alerting.store.InspectionStore;
import org.jiaoying.alerting.store.ReportSettingStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.domain.Text;

/** Enters inspections and what followed them. Each step is safe, with its record, when its future completes. */
public final class Inspections {
    private final Transactions transactions;
    private final InspectionStore store;
    private final DangerStore dangers;
    private final ReportSettingStore settings;

    public Inspections(
            Transactions transactions, InspectionStore store, DangerStore dangers, ReportSettingStore settings) {
        this.transactions = transactions;
        this.store = store;
        this.dangers = dangers;
        this.settings = settings;
    }

    /** The day it is in the center's zone. */
    public static Future<LocalDate> today(ReportSettingStore settings, Work work) {
        LocalDate utc = LocalDate.ofInstant(work.now(), java.time.ZoneOffset.UTC);
        return settings.inForce(work, utc).map(setting -> LocalDate.ofInstant(work.now(), setting.zone()));
    }

    /** @return its number; an enterprise enters what it found itself, and nothing else */
    public Future<Long> enter(Inspection inspection, Scope scope, Actor actor) {
        String own = scope.enterprise();
        if (own != null && (inspection.kind() != InspectionKind.SELF || !own.equals(inspection.enterprise()))) {
            return refused("企业只能登记本企业的自查", "an enterprise can enter its own inspections of itself only");
        }
        String enterprise = inspection.enterprise();
        if (enterprise == null && (inspection.kind() != InspectionKind.GOVERNMENT || inspection.site() != null)) {
            return refused("请指明检查的企业", "say which enterprise was inspected");
        }
        return transactions.run(work -> today(settings, work).compose(today -> {
            LocalDate day = inspection.day() == null ? today : inspection.day();
            DangerDecider.requirePast(day, today);
            return known(work, inspection)
                    .compose(known -> store.add(work, inspection, day, actor).map(id -> {
                        work.record(
                                actor,
                                "inspection.entered",
                                "inspection-" + id,
                                new JsonObject()
                                        .put("kind", inspection.kind().name())
                                        .put("enterprise", enterprise)
                                        .put("site", inspection.site())
                                        .put("day", day.toString())
                                        .put("inspector", inspection.inspector())
                                        .put("summary", inspection.summary()));
                        return id;
                    }));
        }));
    }

    private Future<Void> known(Work work, Inspection inspection) {
        String enterprise = inspection.enterprise();
        if (enterprise == null) {
            return Future.succeededFuture();
        }
        return dangers.known(work, enterprise, inspection.site())
                .compose(known -> known
                        ? Future.succeededFuture()
                        : refused("登记册中没有该企业或场所", "the register has no such enterprise or site"));
    }

    /** Notes a measure that followed an inspection by a department. */
    public Future<Void> note(long id, Measure measure, Actor actor) {
        if ((measure.people() > 0) != (measure.kind() == MeasureKind.HELD_ACCOUNTABLE)) {
            return refused("追责须填写人数，其他措施不填人数", "of those held accountable say how many, and of nothing else");
        }
        return transactions.run(work -> store.lock(work, id)
                .compose(found -> found.filter(known -> !known.withdrawn())
                        .map(Future::succeededFuture)
                        .orElseGet(Inspections::missing))
                .compose(known -> today(settings, work).compose(today -> {
                    if (known.kind() != InspectionKind.DEPARTMENT) {
                        return refused("只有部门督导检查登记处罚措施", "measures belong to inspections by departments");
                    }
                    LocalDate day = measure.day() == null ? today : measure.day();
                    DangerDecider.requirePast(day, today);
                    if (day.isBefore(known.day())) {
                        return refused("日期早于检查日期 " + known.day(), "the day is before the inspection, " + known.day());
                    }
                    work.record(
                            actor,
                            "inspection.measure",
                            "inspection-" + id,
                            new JsonObject()
                                    .put("kind", measure.kind().name())
                                    .put("day", day.toString())
                                    .put("people", measure.people())
                                    .put("note", measure.note()));
                    return store.add(work, id, measure, day, actor);
                })));
    }

    /** Takes back one that was entered by mistake and has no dangers; it stays on record and counts nowhere. */
    public Future<Void> withdraw(long id, Scope scope, Actor actor, String reason) {
        return transactions.run(work -> store.lock(work, id)
                .compose(found -> found.filter(known -> !known.withdrawn())
                        .filter(known -> scope.enterprise() == null
                                || scope.enterprise().equals(known.enterprise()) && known.kind() == InspectionKind.SELF)
                        .map(Future::succeededFuture)
                        .orElseGet(Inspections::missing))
                .compose(known -> {
                    if (known.dangers() > 0) {
                        return refused("其下还有隐患，请先逐条撤销", "it has dangers: withdraw them first");
                    }
                    work.record(
                            actor, "inspection.withdrawn", "inspection-" + id, new JsonObject().put("reason", reason));
                    return store.withdraw(work, id);
                }));
    }

    private static <T> Future<T> missing() {
        return Future.failedFuture(new RefusedException(
                RefusedException.Code.NOT_FOUND, new Text("没有这次检查", "there is no such inspection")));
    }

    private static <T> Future<T> refused(String zh, String en) {
        return Future.failedFuture(new RefusedException(RefusedException.Code.INVALID, new Text(zh, en)));
    }
}
