package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.desk.RosterDesk;
import org.jiaoying.alerting.handover.HandoverKeeper;
import org.jiaoying.alerting.roster.RosterFaultsException;
import org.jiaoying.alerting.signin.Account;
import org.jiaoying.alerting.signin.Role;
import org.jiaoying.alerting.store.DutyCalendarViews;
import org.jiaoying.alerting.store.DutyViews;
import org.jiaoying.alerting.store.HandoverStore;
import org.jiaoying.alerting.verify.ContactVerifier;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.Fault;
import org.jspecify.annotations.Nullable;

/** Who is on duty, handing over, verifying contacts, and editing the roster. */
final class RosterRoutes {
    static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final RosterDesk desk;
    private final DutyViews duty;
    private final DutyCalendarViews calendar;
    private final HandoverKeeper keeper;
    private final HandoverStore handovers;
    private final ContactVerifier verifier;

    RosterRoutes(
            RosterDesk desk,
            DutyViews duty,
            DutyCalendarViews calendar,
            HandoverKeeper keeper,
            HandoverStore handovers,
            ContactVerifier verifier) {
        this.desk = desk;
        this.duty = duty;
        this.calendar = calendar;
        this.keeper = keeper;
        this.handovers = handovers;
        this.verifier = verifier;
    }

    void answer(RoutingContext context) {
        Answers.json(
                context,
                duty.answer(Answers.path(context, "id"), Answers.time(context, "at"))
                        .map(found -> found.orElseThrow(ApiException::notFound)));
    }

    void calendar(RoutingContext context) {
        Answers.json(
                context,
                calendar.days(
                                Answers.path(context, "id"),
                                Optional.ofNullable(day(Answers.query(context, "from"))),
                                Answers.query(context, "days", 31))
                        .map(found -> found.orElseThrow(ApiException::notFound)));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("没有这一天。", "There is no such day.");
        }
    }

    void edit(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Account account = Guard.account(context);
        String text = body.getValue("document") instanceof JsonObject object
                ? object.encodePrettily()
                : body.getString("document");
        Answers.json(
                context,
                desk.edit(text, account.role() == Role.OFFICER, account.actor(), body.getString("reason"))
                        .map(changes -> new JsonObject().put("changes", changes))
                        .recover(failure -> Future.failedFuture(readable(failure))));
    }

    void entry(RoutingContext context) {
        String kind = String.valueOf(Answers.query(context, "kind"));
        String id = String.valueOf(Answers.query(context, "id"));
        Answers.json(
                context,
                desk.entry(kind, id, Guard.account(context).actor())
                        .map(found -> new JsonObject().put("document", found.orElseThrow(ApiException::notFound))));
    }

    /** All faults with their places, for whoever has to find them. */
    static Throwable readable(Throwable failure) {
        if (!(failure instanceof RosterFaultsException refused)) {
            return failure;
        }
        var faults = new JsonArray();
        refused.faults().forEach(fault -> faults.add(FaultJson.of(fault)));
        Fault first = refused.faults().get(0);
        return new ApiException(
                422,
                "roster-faults",
                new Text(
                        "有 " + faults.size() + " 处错误，未作任何修改。第一处：" + first.path() + " "
                                + first.text().zh(),
                        faults.size() + " faults; nothing was changed. The first: " + first),
                Map.of(),
                new JsonObject().put("faults", faults));
    }

    void importWorkbook(RoutingContext context) {
        String reason = Answers.query(context, "reason");
        Answers.json(
                context,
                desk.importWorkbook(
                                context.body().buffer() == null
                                        ? new byte[0]
                                        : context.body().buffer().getBytes(),
                                "true".equals(Answers.query(context, "partly")),
                                Guard.account(context).actor(),
                                reason == null ? "" : reason)
                        .map(done -> {
                            var leftOut = new JsonArray();
                            done.leftOut().forEach(fault -> leftOut.add(FaultJson.of(fault)));
                            return new JsonObject()
                                    .put("changes", done.changes())
                                    .put("leftOut", leftOut);
                        })
                        .recover(failure -> Future.failedFuture(readable(failure))));
    }

    void exportWorkbook(RoutingContext context) {
        desk.exportWorkbook(Guard.account(context).actor())
                .onComplete(
                        bytes -> {
                            context.response()
                                    .putHeader(HttpHeaders.CONTENT_TYPE, WORKBOOK)
                                    .putHeader("Content-Disposition", "attachment; filename=\"roster.xlsx\"");
                            context.end(Buffer.buffer(bytes));
                        },
                        context::fail);
    }

    void withdraw(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Answers.done(
                context,
                desk.withdraw(
                        body.getString("kind"),
                        body.getString("id"),
                        Guard.account(context).actor(),
                        body.getString("reason")));
    }

    void organisations(RoutingContext context) {
        Answers.items(context, duty.organisations());
    }

    void policies(RoutingContext context) {
        Answers.json(
                context,
                duty.policies()
                        .map(found -> new JsonObject().put("items", found).put("usual", DutyViews.usualPolicies())));
    }

    void handovers(RoutingContext context) {
        Answers.items(context, handovers.list(!"all".equals(Answers.query(context, "state"))));
    }

    void confirm(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Account account = Guard.account(context);
        Answers.done(
                context,
                keeper.confirm(
                        body.getString("handover"),
                        account.actor(),
                        account.personId(),
                        account.role() != Role.OFFICIAL,
                        Optional.ofNullable(body.getString("note")).orElse("")));
    }

    void sendCode(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Answers.done(
                context,
                verifier.sendCode(
                        Answers.path(context, "person"),
                        body.getString("address"),
                        Guard.account(context).actor()));
    }

    void confirmCode(RoutingContext context) {
        JsonObject body = Answers.body(context);
        Answers.done(
                context,
                verifier.confirm(
                        Answers.path(context, "person"),
                        body.getString("address"),
                        body.getString("code"),
                        Guard.account(context).actor()));
    }
}
