package org.jiaoying.stream.state;

import com.google.protobuf.InvalidProtocolBufferException;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.stream.proto.CardRecord;
import org.jiaoying.stream.proto.HeardRecord;
import org.jiaoying.stream.proto.SiteStateRecord;
import org.jiaoying.stream.proto.SiteTraceRecord;
import org.jiaoying.stream.proto.SubjectTraceRecord;

/** The bytes of a site's state in a checkpoint. Subjects that remember nothing are left out. */
public final class SiteStateCodec {
    private SiteStateCodec() {}

    public static byte[] encode(SiteState state) {
        var out = SiteStateRecord.newBuilder().setJudgedUntil(state.judgedUntil);
        if (state.settlesAt != SiteTrace.NEVER) {
            out.setSettlesAt(state.settlesAt);
        }
        state.cards.forEach((tag, card) -> out.addCards(encode(tag, card)));
        state.heard.forEach((device, at) ->
                out.addHeard(HeardRecord.newBuilder().setDevice(device).setAt(at)));
        state.traces.values().forEach(trace -> out.addTraces(encode(trace)));
        return out.build().toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such state */
    public static SiteState decode(byte[] bytes) {
        try {
            return decode(SiteStateRecord.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not the state of a site", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unknownWord) {
            throw new BadRecordException("the state of a site with an unknown word", unknownWord);
        }
    }

    private static CardRecord encode(String tag, CardState card) {
        var out = CardRecord.newBuilder()
                .setTag(tag)
                .setZone(card.zone)
                .setZoneSince(card.zoneSince)
                .setStaySince(card.staySince)
                .setOutSince(card.outSince)
                .setCandidateSince(card.candidateSince)
                .setLastAt(card.lastAt)
                .setStation(card.station)
                .setStamp(card.stamp)
                .setMoves(card.moves);
        if (card.candidate != null) {
            out.setCandidate(card.candidate);
        }
        if (card.x != null) {
            out.setX(card.x);
        }
        if (card.y != null) {
            out.setY(card.y);
        }
        return out.build();
    }

    private static SiteTraceRecord encode(SiteTrace trace) {
        var out = SiteTraceRecord.newBuilder()
                .setRuleId(trace.ruleId)
                .setMemory(trace.memory)
                .setVersion(trace.version);
        if (trace.dueAt != SiteTrace.NEVER) {
            out.setDueAt(trace.dueAt);
        }
        trace.subjects.forEach((key, subject) -> {
            if (!subject.isCalm()) {
                out.addSubjects(encode(key, subject));
            }
        });
        return out.build();
    }

    private static SubjectTraceRecord encode(String key, SubjectTrace subject) {
        var out = SubjectTraceRecord.newBuilder()
                .setSubject(key)
                .setState(StateCodec.encode(subject.state))
                .setDevice(subject.device);
        if (subject.issued != null) {
            out.setIssued(StateCodec.encode(subject.issued));
        }
        return out.build();
    }

    private static SiteState decode(SiteStateRecord in) {
        var state = new SiteState();
        state.judgedUntil = in.getJudgedUntil();
        state.settlesAt = in.hasSettlesAt() ? in.getSettlesAt() : SiteTrace.NEVER;
        in.getCardsList().forEach(card -> state.cards.put(card.getTag(), decode(card)));
        in.getHeardList().forEach(heard -> state.heard.put(heard.getDevice(), heard.getAt()));
        in.getTracesList().forEach(trace -> state.traces.put(trace.getRuleId(), decode(trace)));
        return state;
    }

    private static CardState decode(CardRecord in) {
        var card = new CardState();
        card.zone = in.getZone();
        card.zoneSince = in.getZoneSince();
        card.staySince = in.getStaySince();
        card.outSince = in.getOutSince();
        card.candidate = in.hasCandidate() ? in.getCandidate() : null;
        card.candidateSince = in.getCandidateSince();
        card.lastAt = in.getLastAt();
        card.station = in.getStation();
        card.stamp = in.getStamp();
        card.moves = in.getMoves();
        card.x = in.hasX() ? in.getX() : null;
        card.y = in.hasY() ? in.getY() : null;
        return card;
    }

    private static SiteTrace decode(SiteTraceRecord in) {
        var trace = new SiteTrace(in.getRuleId());
        trace.memory = in.getMemory();
        trace.version = in.getVersion();
        trace.dueAt = in.hasDueAt() ? in.getDueAt() : SiteTrace.NEVER;
        for (SubjectTraceRecord subjectIn : in.getSubjectsList()) {
            var subject = trace.subject(subjectIn.getSubject());
            subject.state = StateCodec.decode(subjectIn.getState());
            subject.issued = subjectIn.hasIssued() ? StateCodec.decode(subjectIn.getIssued()) : null;
            subject.device = subjectIn.getDevice();
        }
        return trace;
    }
}
