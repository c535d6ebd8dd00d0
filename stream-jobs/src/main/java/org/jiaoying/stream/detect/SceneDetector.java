package org.jiaoying.stream.detect;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.document.DurationText;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.SceneEvent.Course;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;
import org.jspecify.annotations.Nullable;

/**
 * What cameras see, and cameras that do not see (kind {@code scene}). Each camera is a subject. An event is known by its id, so
 * one that is called back ten times is one; its later end or false alarm is believed, also where it comes first.
 */
record SceneDetector(Level level, List<String> types, Map<String, Limits> cameras) implements SiteDetector {
    static final String OFFLINE = "offline";

    private static final String ONLINE = "online";
    private static final Set<String> OF_THE_CAMERA = Set.of(OFFLINE, "occluded", "frozen");
    private static final Text FALSE_ALARM = new Text("误报，解除", "Cleared: a false alarm");
    private static final Text ENDED = new Text("已结束，解除", "Cleared: it has ended");
    private static final Text QUIET = new Text("不再出现，解除", "Cleared: not seen any more");
    private static final Text SEES = new Text("摄像机已恢复，解除", "Cleared: the camera sees again");

    /** What holds of one camera; times in milliseconds. */
    record Limits(double confidence, int times, long within, long holdFor, long quiet) {}

    @Override
    public String memory() {
        return "scene";
    }

    @Override
    public void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        Limits limits = cameras.get(fact.device().device());
        if (limits == null) {
            return;
        }
        if (fact.observation() instanceof SceneEvent event) {
            take(fact, event, limits, view, trace, out);
        } else if (fact.observation() instanceof Status status) {
            if (status.state() == Status.State.OFFLINE) {
                take(fact, ofTheCamera(OFFLINE, status), limits, view, trace, out);
            } else if (status.state() == Status.State.ONLINE) {
                take(fact, ofTheCamera(ONLINE, status), limits, view, trace, out);
            }
        }
    }

    private static SceneEvent ofTheCamera(String type, Status status) {
        return new SceneEvent(null, type, 1, null, status.at(), status.basis());
    }

    private void take(SiteFact fact, SceneEvent event, Limits limits, SiteView view, SiteTrace trace, Verdicts out) {
        boolean seesAgain = event.type().equals(ONLINE) && types.stream().anyMatch(OF_THE_CAMERA::contains);
        if (!seesAgain && !types.contains(event.type())) {
            return;
        }
        DeviceKey camera = fact.device();
        SubjectTrace own = trace.subject(camera.toString());
        SceneEvents events = SceneEvents.of(own.state);
        Text over = ENDED;
        if (seesAgain) {
            events.allOver(fact.now());
            over = SEES;
        } else if (event.course() != Course.SEEN) {
            events.over(SceneEvents.id(event.id(), event.type(), fact.at()), fact.now(), event.course());
            over = event.course() == Course.FALSE_ALARM ? FALSE_ALARM : ENDED;
        } else if (event.confidence() >= limits.confidence()) {
            // The camera's own state goes on until it says otherwise: told twice, it is one.
            boolean state = OF_THE_CAMERA.contains(event.type());
            events.seen(SceneEvents.id(state ? event.type() : event.id(), event.type(), fact.at()), fact.now());
        }
        judge(fact.now(), camera, limits, events, event, over, view, trace, out);
    }

    @Override
    public void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        for (Map.Entry<String, SubjectTrace> subject :
                Map.copyOf(trace.subjects).entrySet()) {
            DeviceKey camera = DeviceKey.parse(subject.getKey());
            Limits limits = cameras.get(camera.device());
            if (limits == null) {
                out.calm(subject.getKey(), now, QUIET);
                subject.getValue().state = org.jiaoying.stream.state.DetectorState.CALM;
            } else {
                SceneEvents events = SceneEvents.of(subject.getValue().state);
                judge(now, camera, limits, events, null, QUIET, view, trace, out);
            }
        }
    }

    @Override
    public void late(SiteFact fact, SiteView view, Verdicts out) {
        Limits limits = cameras.get(fact.device().device());
        if (limits != null
                && limits.times() == 1
                && limits.holdFor() == 0
                && fact.observation() instanceof SceneEvent event
                && event.course() == Course.SEEN
                && types.contains(event.type())
                && event.confidence() >= limits.confidence()) {
            out.late(subject(fact.device(), view), reached(fact.at(), limits, event.type(), event));
        }
    }

    private void judge(
            long now,
            DeviceKey camera,
            Limits limits,
            SceneEvents events,
            @Nullable SceneEvent event,
            Text over,
            SiteView view,
            SiteTrace trace,
            Verdicts out) {
        events.settle(now, lasting() ? Long.MAX_VALUE : limits.quiet());
        trace.subject(camera.toString()).state = events.state();
        long since = events.oldestGoingOn();
        boolean persists = since != Long.MAX_VALUE && now - since >= limits.holdFor();
        boolean open = out.isOpen(camera.toString());
        if (open && !events.anyGoesOn()) {
            out.calm(camera.toString(), now, over);
        } else if (!open
                && persists
                && (limits.times() == 1 || events.countAfter(now - limits.within()) >= limits.times())) {
            out.reach(subject(camera, view), reached(now, limits, type(event, events), event));
        }
        askAgain(now, since, limits, events, trace);
    }

    /** States of the camera last until it says otherwise. */
    private boolean lasting() {
        return OF_THE_CAMERA.contains(types.get(0));
    }

    private void askAgain(long now, long since, Limits limits, SceneEvents events, SiteTrace trace) {
        if (since != Long.MAX_VALUE && since + limits.holdFor() > now) {
            trace.lookAt(since + limits.holdFor());
        }
        if (!lasting()) {
            for (SceneEvents.Event event : events.events) {
                if (event.goesOn()) {
                    trace.lookAt(event.seen() + limits.quiet());
                }
            }
        }
    }

    private static SiteSubject subject(DeviceKey camera, SiteView view) {
        var device = view.plan().device(camera.device());
        return SiteSubject.of(view.plan(), camera.toString(), camera, device == null ? null : device.zone(), null);
    }

    /** What is going on: what was just told, or the state in which the camera is. */
    private String type(@Nullable SceneEvent event, SceneEvents events) {
        if (event != null && event.course() == Course.SEEN) {
            return event.type();
        }
        for (String type : types) {
            if (events.goesOn(SceneEvents.id(type, type, 0))) {
                return type;
            }
        }
        return types.get(0);
    }

    private Verdicts.Reached reached(long at, Limits limits, String type, @Nullable SceneEvent event) {
        var places = new HashMap<String, Text>();
        places.put("type", SceneWords.of(type));
        places.put("times", Text.same(String.valueOf(limits.times())));
        places.put("within", Text.same(DurationText.format(Duration.ofMillis(limits.within()))));
        places.put("for", Text.same(DurationText.format(Duration.ofMillis(limits.holdFor()))));
        if (event != null) {
            places.put("confidence", Text.same(Math.round(event.confidence() * 100) + "%"));
            if (event.snapshot() != null) {
                places.put("snapshot", Text.same(event.snapshot()));
            }
        }
        return new Verdicts.Reached(level, at, null, null, places, null);
    }
}
