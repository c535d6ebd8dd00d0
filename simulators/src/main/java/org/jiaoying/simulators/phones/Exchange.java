package org.jiaoying.simulators.phones;

import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jiaoying.simulators.phones.Behaviour.Answer;
import org.jiaoying.simulators.phones.Behaviour.Answers;
import org.jiaoying.simulators.phones.Submission.Part;
import org.jsmpp.SMPPConstant;
import org.jspecify.annotations.Nullable;

/**
 * What an SMS center knows and decides, without its sockets: it takes texts, puts long ones together, gives them to phones, and
 * plans the receipts and answers that follow. Time is an argument. Safe for use by several threads.
 */
final class Exchange {
    private static final Pattern ASKS_FOR_ANSWER = Pattern.compile("回复\\s*[1１]|[Rr]eply\\s*1");

    private final SmsCenterSettings settings;
    private final String idPrefix;
    private final Map<String, Phone> phones = new LinkedHashMap<>();
    private final Map<LongText.Key, LongText> longTexts = new LinkedHashMap<>();
    private final Map<String, Message> byReference;
    private final PriorityQueue<Planned> plan = new PriorityQueue<>(Planned.BY_TIME);
    private final TreeSet<Planned> inFlight = new TreeSet<>(Planned.BY_TIME);
    private long order;
    private long ids;
    private long messages;
    private long repeats;
    private long replies;
    private long refusedDeliveries;

    /** @param idPrefix keeps the ids of one run of the center apart from those of another */
    Exchange(SmsCenterSettings settings, String idPrefix) {
        this.settings = settings;
        this.idPrefix = idPrefix;
        this.byReference = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
                return size() > settings.remembered();
            }
        };
    }

    /** Adds a phone, or gives one that exists another person and behaviour. */
    synchronized void put(String number, String person, Behaviour behaviour, Instant now) {
        Phone known = phones.get(PhoneNumbers.normal(number));
        if (known == null) {
            phones.put(PhoneNumbers.normal(number), new Phone(number, person, behaviour));
        } else {
            known.rename(person);
            behave(known, behaviour, now);
        }
    }

    /** @return whether there is such a phone */
    synchronized boolean behave(String number, Behaviour behaviour, Instant now) {
        Phone phone = phones.get(PhoneNumbers.normal(number));
        if (phone != null) {
            behave(phone, behaviour, now);
        }
        return phone != null;
    }

    private void behave(Phone phone, Behaviour behaviour, Instant now) {
        phone.behave(behaviour);
        String number = PhoneNumbers.normal(phone.number());
        plan.removeIf(planned -> planned.task() instanceof Planned.Send send
                && send.habit()
                && planned.attempt() == 0
                && send.phone().equals(number));
        if (behaviour instanceof Behaviour.Off) {
            return;
        }
        List<Phone.Held> held = List.copyOf(phone.held());
        phone.held().clear();
        plan.removeIf(planned -> planned.task() instanceof Planned.GiveUpHeld giveUp && giveUp.phone() == phone);
        held.forEach(text -> arrive(text.messages(), text.text(), now));
    }

    synchronized List<PhoneView> phones() {
        return phones.values().stream().map(Phone::view).toList();
    }

    synchronized Optional<PhoneView> phone(String number) {
        return Optional.ofNullable(phones.get(PhoneNumbers.normal(number))).map(Phone::view);
    }

    /** An id for the next submission. */
    synchronized String nextId() {
        ids++;
        return idPrefix + "-" + ids;
    }

    /**
     * Takes a text or a part of one.
     *
     * @param id from {@link #nextId}
     * @return the id under which its receipt will come: {@code id}, or for a repeat the one it had
     */
    synchronized String accept(String id, Submission submission, Instant now) throws RefusedSubmissionException {
        String reference = referenceKey(submission);
        Message repeated = reference == null ? null : byReference.get(reference);
        if (repeated != null) {
            return repeat(repeated, now);
        }
        if (plan.size() >= settings.remembered()) {
            throw new RefusedSubmissionException(SMPPConstant.STAT_ESME_RMSGQFUL, "too much waits to be delivered");
        }
        var message = new Message(id, submission, now);
        Message taken = submission.part() == null ? whole(message, now) : part(message, submission.part(), now);
        if (taken == message) {
            messages++;
        }
        if (reference != null) {
            byReference.put(reference, taken);
        }
        return taken.id();
    }

    /** The sender did not learn that we have it: the same id again, and its receipt, which may have been lost on it too. */
    private String repeat(Message message, Instant now) {
        repeats++;
        Delivery.Receipt receipt = message.receipt();
        if (receipt != null && !isPlanned(receipt)) {
            send(receipt, now, false);
        }
        return message.id();
    }

    private Message whole(Message message, Instant now) throws RefusedSubmissionException {
        try {
            Submission submission = message.submission();
            arrive(List.of(message), submission.coding().decode(submission.octets()), now);
            return message;
        } catch (CharacterCodingException e) {
            throw new RefusedSubmissionException(
                    SMPPConstant.STAT_ESME_RINVMSGLEN, "the text is not of its data_coding");
        }
    }

    private Message part(Message message, Part part, Instant now) {
        var key = LongText.Key.of(message.submission(), part);
        LongText text = longTexts.get(key);
        if (text != null && text.contradicts(part.number(), message.submission())) {
            giveUp(text, now);
            text = null;
        }
        if (text == null) {
            text = new LongText(key);
            longTexts.put(key, text);
            plan(now.plus(settings.partsKept()), new Planned.GiveUpParts(text));
        }
        Message known = text.part(part.number());
        if (known != null) {
            repeats++;
            return known;
        }
        text.add(part.number(), message);
        if (text.complete()) {
            forget(text);
            try {
                arrive(text.messages(), message.submission().coding().decode(text.octets()), now);
            } catch (CharacterCodingException e) {
                settle(text.messages(), DeliveryState.REJECTD, "", now);
            }
        }
        return message;
    }

    private void forget(LongText text) {
        longTexts.remove(text.key());
        plan.removeIf(planned -> planned.task() instanceof Planned.GiveUpParts giveUp && giveUp.text() == text);
    }

    private void giveUp(LongText text, Instant now) {
        forget(text);
        settle(text.messages(), DeliveryState.EXPIRED, "", now);
    }

    private void arrive(List<Message> parts, String text, Instant now) {
        Message first = parts.get(0);
        String number = first.submission().to().number();
        Phone phone = phones.get(PhoneNumbers.normal(number));
        if (phone == null && settings.unknownNumbersBecomePhones() && phones.size() < settings.maxPhones()) {
            phone = new Phone(number, "", Behaviour.ignores());
            phones.put(PhoneNumbers.normal(number), phone);
        }
        if (phone == null || phone.behaviour() instanceof Behaviour.Unreachable) {
            settle(parts, DeliveryState.UNDELIV, text, now);
        } else if (phone.behaviour() instanceof Behaviour.Off) {
            var held = new Phone.Held(parts, text);
            phone.held().add(held);
            plan(now.plus(settings.validity()), new Planned.GiveUpHeld(phone, held));
        } else {
            phone.receive(first, text, now);
            settle(parts, DeliveryState.DELIVRD, text, now);
            planAnswers(phone, first, text, now);
        }
    }

    private void settle(List<Message> parts, DeliveryState state, String text, Instant now) {
        for (Message part : parts) {
            Delivery.Receipt receipt = part.settle(state, text, now);
            if (receipt != null) {
                send(receipt, now.plus(settings.receiptDelay()), false);
            }
        }
    }

    private void planAnswers(Phone phone, Message message, String text, Instant now) {
        Optional<String> code = CodeInText.find(text);
        if (phone.behaviour() instanceof Answers answers
                && code.isPresent()
                && ASKS_FOR_ANSWER.matcher(text).find()
                && phone.answersNow(code.get(), text)) {
            for (Answer answer : answers.answers()) {
                send(reply(message, answer.textFor(code.get())), now.plus(answer.after()), true);
            }
        }
    }

    private Delivery.Reply reply(Message message, String text) {
        replies++;
        Submission submission = message.submission();
        return new Delivery.Reply(
                idPrefix + "-R" + replies, submission.system(), submission.to(), submission.from(), text);
    }

    /**
     * Has the person with the phone write {@code text} now, to whoever texted last.
     *
     * @return the reply's id; empty if there is no such phone, or it is off or unreachable
     */
    synchronized Optional<String> write(String number, String text, Instant now) {
        Phone phone = phones.get(PhoneNumbers.normal(number));
        if (phone == null || !phone.behaviour().reachable()) {
            return Optional.empty();
        }
        Message last = phone.last();
        Delivery.Reply reply;
        if (last == null) {
            replies++;
            reply = new Delivery.Reply(
                    idPrefix + "-R" + replies,
                    settings.firstSystem(),
                    new SmsAddress((byte) 1, (byte) 1, phone.number()),
                    new SmsAddress((byte) 0, (byte) 1, settings.serviceNumber()),
                    text);
        } else {
            reply = reply(last, text);
        }
        phone.wrote(now, text, reply.to().number());
        send(reply, now, false);
        return Optional.of(reply.id());
    }

    synchronized Optional<Instant> nextDue() {
        Instant planned = plan.isEmpty() ? null : plan.peek().due();
        Instant underWay = inFlight.isEmpty() ? null : inFlight.first().due();
        if (planned == null || (underWay != null && underWay.isBefore(planned))) {
            return Optional.ofNullable(underWay);
        }
        return Optional.of(planned);
    }

    /**
     * Does what is due and needs no socket, and hands out the rest.
     *
     * @return what is to be sent, in order; each to be given back by {@link #sent}, {@link #refused} or {@link #postpone}
     */
    synchronized List<Planned> takeDue(Instant now) {
        var due = new ArrayList<Planned>();
        while (!plan.isEmpty() && !plan.peek().due().isAfter(now)) {
            Planned planned = plan.remove();
            if (planned.task() instanceof Planned.Send send) {
                if (send.habit() && planned.attempt() == 0) {
                    remember(send, now);
                }
                inFlight.add(planned);
                due.add(planned);
            } else if (planned.task() instanceof Planned.GiveUpParts parts) {
                giveUp(parts.text(), now);
            } else if (planned.task() instanceof Planned.GiveUpHeld held) {
                held.phone().held().remove(held.held());
                settle(
                        held.held().messages(),
                        DeliveryState.EXPIRED,
                        held.held().text(),
                        now);
            }
        }
        return due;
    }

    private void remember(Planned.Send send, Instant now) {
        Phone phone = phones.get(send.phone());
        if (phone != null && send.delivery() instanceof Delivery.Reply reply) {
            phone.wrote(now, reply.text(), reply.to().number());
        }
    }

    /** The system acknowledged it. */
    synchronized void sent(Planned planned) {
        inFlight.remove(planned);
    }

    /** The system said that it does not want it, ever. */
    synchronized void refused(Planned planned) {
        inFlight.remove(planned);
        refusedDeliveries++;
    }

    /** It could not be sent, or nobody acknowledged it: again later, with growing patience. */
    synchronized void postpone(Planned planned, Instant now) {
        inFlight.remove(planned);
        Duration wait = settings.retry().multipliedBy(1L << Math.min(planned.attempt(), 4));
        plan.add(new Planned(now.plus(wait), planned.order(), planned.task(), planned.attempt() + 1));
    }

    /** A system bound again: what was postponed for it is due at once. */
    synchronized void hurry(String system, Instant now) {
        List<Planned> waiting = plan.stream()
                .filter(planned -> planned.attempt() > 0
                        && planned.task() instanceof Planned.Send send
                        && send.delivery().system().equals(system))
                .toList();
        plan.removeAll(waiting);
        waiting.forEach(planned -> plan.add(new Planned(now, planned.order(), planned.task(), planned.attempt())));
    }

    synchronized SmsCenterCounts counts(long refusedSubmissions) {
        return new SmsCenterCounts(
                messages, repeats, refusedSubmissions, replies, refusedDeliveries, plan.size() + inFlight.size());
    }

    private void send(Delivery delivery, Instant due, boolean habit) {
        String phone = PhoneNumbers.normal(delivery.from().number());
        plan(due, new Planned.Send(delivery, phone, habit));
    }

    private void plan(Instant due, Planned.Task task) {
        order++;
        plan.add(new Planned(due, order, task, 0));
    }

    private boolean isPlanned(Delivery delivery) {
        return plan.stream().anyMatch(planned -> isFor(planned, delivery))
                || inFlight.stream().anyMatch(planned -> isFor(planned, delivery));
    }

    private static boolean isFor(Planned planned, Delivery delivery) {
        return planned.task() instanceof Planned.Send send && send.delivery() == delivery;
    }

    private static @Nullable String referenceKey(Submission submission) {
        if (submission.reference() == null) {
            return null;
        }
        Part part = submission.part();
        return submission.system() + "/" + submission.to().number() + "/" + submission.reference() + "/"
                + (part == null ? "" : part.number() + "of" + part.total());
    }
}
