package org.jiaoying.alerting.danger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Objects;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.inspection.InspectionKind;
import org.jiaoying.alerting.inspection.Inspections;
import org.jiaoying.alerting.store.DangerStore;
import org.jiaoying.alerting.store.InspectionStore;
import org.jiaoying.alerting.store.ReportSettingStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** Enters hidden dangers, and leads each through its life. Each step is safe, with its record, when its future completes. */
public final class Dangers {
    private final Transactions transactions;
    private final DangerStore store;
    private final InspectionStore inspections;
    private final ReportSettingStore settings;

    public Dangers(
            Transactions transactions, DangerStore store, InspectionStore inspections, ReportSettingStore settings) {
        this.transactions = transactions;
        this.store = store;
        this.inspections = inspections;
        this.settings = settings;
    }

    /** @return its number; an enterprise enters what its own inspections of itself found */
    public Future<Long> enter(DangerFinding found, Scope scope, Actor actor) {
        return transactions.run(work -> Inspections.today(settings, work).compose(today -> {
            LocalDate day = DangerDecider.finding(found.foundOn(), found.deadline(), today);
            return requireKnown(work, found)
                    .compose(known -> requireInspection(work, found, scope, day))
                    .compose(known -> requireWarning(work, found))
                    .compose(known -> store.add(work, found, day, actor))
                    .map(id -> {
                        work.record(actor, "danger.found", "danger-" + id, facts(found, day));
                        return id;
                    });
        }));
    }

    private static JsonObject facts(DangerFinding found, LocalDate day) {
        return new JsonObject()
                .put("enterprise", found.enterprise())
                .put("site", found.site())
                .put("place", found.place())
                .put("what", found.what())
                .put("grave", found.grave())
                .put("foundOn", day.toString())
                .put("deadline", text(found.deadline()))
                .put("responsible", found.responsible())
                .put("inspection", found.inspection())
                .put("warning", found.warning());
    }

    private Future<Void> requireKnown(Work work, DangerFinding found) {
        return store.known(work, found.enterprise(), found.site())
                .compose(known -> known
                        ? Future.succeededFuture()
                        : refused("登记册中没有该企业或场所", "the register has no such enterprise or site"));
    }

    private Future<Void> requireInspection(Work work, DangerFinding found, Scope scope, LocalDate day) {
        Long id = found.inspection();
        if (id == null) {
            return scope.enterprise() == null
                    ? Future.succeededFuture()
                    : refused("请先登记自查，再登记其中发现的隐患", "enter your inspection first, then what it found");
        }
        return inspections.lock(work, id).compose(known -> {
            if (known.isEmpty() || known.get().withdrawn() || !mayFindIn(known.get(), found, scope)) {
                return refused("没有这次检查，或它不是该企业的", "there is no such inspection of that enterprise");
            }
            return day.isBefore(known.get().day())
                    ? refused(
                            "发现日期早于检查日期 " + known.get().day(),
                            "it was found before the inspection, " + known.get().day())
                    : Future.succeededFuture();
        });
    }

    private static boolean mayFindIn(InspectionStore.Known inspection, DangerFinding found, Scope scope) {
        boolean same =
                inspection.enterprise() == null || inspection.enterprise().equals(found.enterprise());
        return same
                && (scope.enterprise() == null
                        || scope.enterprise().equals(found.enterprise()) && inspection.kind() == InspectionKind.SELF);
    }

    private Future<Void> requireWarning(Work work, DangerFinding found) {
        String warning = found.warning();
        if (warning == null) {
            return Future.succeededFuture();
        }
        return store.enterpriseOf(work, warning)
                .compose(enterprise ->
                        enterprise.filter(found.enterprise()::equals).isPresent()
                                ? Future.succeededFuture()
                                : refused("没有这条预警，或它不是该企业的", "there is no such warning of that enterprise"));
    }

    /** Takes a step; an enterprise reports what it rectified, and nothing else. */
    public Future<Void> take(long id, DangerStep step, Scope scope, Actor actor) {
        if (scope.enterprise() != null && !step.event().byEnterprise()) {
            return refused(
                    "企业只能上报整改完成，其余由监管人员登记",
                    "an enterprise can report what it rectified; the rest is entered by officers");
        }
        return transactions.run(work -> store.lock(work, id)
                .compose(found -> found.filter(danger ->
                                scope.enterprise() == null || scope.enterprise().equals(danger.enterprise()))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new RefusedException(
                                RefusedException.Code.NOT_FOUND, new Text("没有这条隐患", "there is no such danger")))))
                .compose(danger -> Inspections.today(settings, work).compose(today -> {
                    DangerDecider.Outcome outcome = DangerDecider.step(danger, step, today);
                    work.record(
                            actor,
                            "danger." + step.event().code(),
                            "danger-" + id,
                            new JsonObject()
                                    .put("from", danger.state().name())
                                    .put("to", outcome.state().name())
                                    .put("day", outcome.day().toString())
                                    .put("deadline", text(step.deadline()))
                                    .put("responsible", step.responsible())
                                    .put("note", step.note()));
                    return store.step(work, id, step, outcome, actor);
                })));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }

    private static <T> Future<T> refused(String zh, String en) {
        return Future.failedFuture(DangerDecider.invalid(zh, en));
    }
}
