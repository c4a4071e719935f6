package io.mailwarden.engine.detect.conversation;

import io.mailwarden.engine.detect.Anomaly;
import io.mailwarden.engine.detect.Detector;
import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.detect.MessageSighting;
import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.profile.Profile;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.support.MailAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An answer that turns its thread: whoever has an account finds an invoice in it, answers where he is trusted, and has what
 * comes next, answers or money, sent to himself. It need not be a thread in which the account wrote; fraud begins in letters
 * that were received. What turns it, each by itself:
 *
 * <ul>
 *   <li>Score 0.6: answers are wanted, for the first time, in a domain that is made to be taken for another one of the
 *       conversation. Nobody honest has such an address.
 *   <li>Score 0.45, suspected alone: answers are wanted in a foreign domain for the first time, and a stranger is let in.
 *       Owners have second addresses, and owners add people; they do not do both at once.
 *   <li>Score 0.3, weak: somebody is let in at a domain that looks like another one of the conversation and was never
 *       written to. Owners mistype addresses.
 *   <li>Score 0.3, or 0.45 with a stranger: it names another bank account than the account ever gave. Owners have two banks.
 *       Silent for an account that gives many, as whoever pays others does, and before it gave any, unless answers are wanted
 *       elsewhere, too. A supplier who changed his bank says so in a new letter.
 * </ul>
 *
 * <p>Both kinds together count as independent. Rates on honest answers and on turned ones: docs/detection.md, by
 * docs/measure/Threads.java; those of bank accounts are by judgement, the lists name none. It looks at names and recipients,
 * so that beside foreign-reply-to, or a burst to strangers, it counts once. Silent while the account's habits are learned.
 */
final class ThreadHijack implements Detector {

    private static final double IMITATED = 0.6;
    private static final double WITH_STRANGER = 0.45;
    private static final double WEAK = 0.3;
    // As many as a profile remembers.
    private static final int MANY_BANK_ACCOUNTS = Trait.BANK_ACCOUNT.most();

    /** What turns a thread. */
    private record Turn(double score, Explanation why) {}

    @Override
    public String type() {
        return "thread-hijack";
    }

    @Override
    public String finds() {
        return "an answer that turns its thread: answers or money are to go elsewhere, or to who imitates somebody in"
                + " it";
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of(Evidence.IDENTITY, Evidence.RECIPIENTS);
    }

    @Override
    public Optional<Anomaly> onMessage(MessageSighting sighting, Profile profile) {
        if (sighting.message().content().sender().answers().isEmpty()
                || !profile.sent().mature(sighting.at())) {
            return Optional.empty();
        }
        Optional<String> replyTo = ForeignReplyTo.domain(sighting, profile);
        Optional<Turn> answers =
                replyTo.isPresent() ? elsewhere(replyTo.get(), sighting, profile) : letIn(sighting, profile);
        Optional<Turn> money = bankAccount(sighting, profile, replyTo.isPresent());
        List<Turn> turns = Stream.of(answers, money).flatMap(Optional::stream).toList();
        return turns.isEmpty() ? Optional.empty() : Optional.of(joined(turns));
    }

    private Anomaly joined(List<Turn> turns) {
        double score = 0;
        for (Turn turn : turns) {
            score += turn.score() * (1 - score);
        }
        return found(
                Severity.SUSPECTED,
                score,
                Explanation.all(turns.stream().map(Turn::why).toList()));
    }

    private static Optional<Turn> elsewhere(String domain, MessageSighting sighting, Profile profile) {
        Optional<String> imitated = Domains.imitated(domain, conversation(sighting.message()));
        if (imitated.isPresent()) {
            return turn(
                    IMITATED,
                    "answers are to go to %s for the first time, which looks like %s of the thread",
                    domain,
                    imitated.get());
        }
        int strangers = strangers(sighting, profile);
        return strangers == 0
                ? Optional.empty()
                : turn(
                        WITH_STRANGER,
                        "answers are to go to %s, a foreign domain, for the first time, and %s let into the thread",
                        domain,
                        Explanation.count(strangers, "stranger is", "strangers are"));
    }

    private static Optional<Turn> letIn(MessageSighting sighting, Profile profile) {
        if (sighting.novelty().freshDomains() == 0) {
            return Optional.empty();
        }
        Set<String> conversation = conversation(sighting.message());
        for (String domain : Domains.of(sighting.message().recipients())) {
            Optional<String> imitated =
                    profile.sent().wroteTo(domain) ? Optional.empty() : Domains.imitated(domain, conversation);
            if (imitated.isPresent()) {
                return turn(
                        WEAK,
                        "somebody at %s, never written to, is let into the thread; it looks like %s of the thread",
                        domain,
                        imitated.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Turn> bankAccount(MessageSighting sighting, Profile profile, boolean turned) {
        int before = profile.habits().distinct(Trait.BANK_ACCOUNT);
        List<Integer> named = sighting.message().content().sender().bankAccounts();
        boolean told = turned || before > 0;
        if (!told || before >= MANY_BANK_ACCOUNTS || named.stream().allMatch(one -> gave(one, sighting, profile))) {
            return Optional.empty();
        }
        return turn(
                strangers(sighting, profile) > 0 ? WITH_STRANGER : WEAK,
                "an answer names a bank account that it never gave (until now %s)",
                Explanation.count(before, "other", "others"));
    }

    private static boolean gave(int bankAccount, MessageSighting sighting, Profile profile) {
        return profile.knows(Trait.BANK_ACCOUNT, Keys.ofBankAccount(bankAccount), sighting.at());
    }

    // Whoever is let into a thread of its own, too, which makes him no stranger where strangers are counted.
    private static int strangers(MessageSighting sighting, Profile profile) {
        String own = MailAddress.domain(sighting.message().account().name());
        List<String> fresh = sighting.message().recipients().stream()
                .filter(one -> !Domains.related(MailAddress.domain(one), own)
                        && !profile.sent().wroteToAddress(one))
                .toList();
        return fresh.size() - sighting.organisation().acquaintances(fresh);
    }

    private static Optional<Turn> turn(double score, String text, Object... values) {
        return Optional.of(new Turn(score, Explanation.of(text, values)));
    }

    private static Set<String> conversation(Message message) {
        Set<String> domains = Domains.of(message.recipients());
        domains.addAll(Domains.of(message.content().sender().from()));
        domains.add(MailAddress.domain(message.account().name()));
        return domains;
    }
}
