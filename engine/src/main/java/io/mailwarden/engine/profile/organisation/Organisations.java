package io.mailwarden.engine.profile.organisation;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.EventOutcome.Mark;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.habit.Decay;
import io.mailwarden.engine.profile.habit.Footprint;
import io.mailwarden.engine.profile.habit.Keys;
import io.mailwarden.engine.profile.habit.Trait;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.engine.support.UnreadableSnapshot;
import java.net.Inet4Address;
import java.util.List;

/**
 * What is normal for each organisation of the server, and what its accounts have in common at the moment: wrong
 * passwords and newcomers by address and network, how common each trait of a login is, which domains are linked to.
 * Bounded whatever comes. Thread-safe.
 */
public final class Organisations {

    private final OrganisationContext context;
    private volatile ServerKnowledge knowledge;

    /** Of which nothing is known. */
    public Organisations(OrganisationContext context) {
        this(context, context.nothing());
    }

    Organisations(OrganisationContext context, ServerKnowledge knowledge) {
        this.context = context;
        this.knowledge = knowledge;
    }

    ServerKnowledge known() {
        return knowledge;
    }

    /** What is normal for the account's organisation. */
    public Organisation of(Account account) {
        return new Organisation(knowledge, name(account), context);
    }

    /** The name of the account's organisation: its domain, or the first one of its group. */
    public String name(Account account) {
        return context.groups().of(account);
    }

    // What changes it: the steps of an event, live and out of the log.

    /** Learns what an entry of the event log tells of an organisation. */
    public void fold(LogEntry entry) {
        OrganisationFold.into(this, entry);
    }

    /**
     * The first step of a login, before it is assessed.
     *
     * @param arrived whether the account got in from where it never did before
     */
    public void begin(Login login, Footprint footprint, boolean arrived) {
        if (arrived) {
            add(knowledge.newcomers, login, footprint.address(), footprint.network(), -1);
        }
    }

    /** The last step of a login: what came of it. */
    public void conclude(Login login, Footprint footprint, EventOutcome outcome) {
        conclude(login, of(login.account()), footprint, outcome);
    }

    /** The same, for whoever knows the account's organisation already. */
    public void conclude(Login login, Organisation organisation, Footprint footprint, EventOutcome outcome) {
        if (login.denied()) {
            return; // The password was right.
        }
        if (outcome.learning() == Learning.NOTHING) {
            int mark = login.secret().markOrUnknown();
            add(knowledge.failures, login, footprint.address(), footprint.network(), mark);
            if (outcome.has(Mark.ACCOUNT)) {
                long address = Organisation.accountsAt(footprint.address());
                add(knowledge.failures, login, address, Organisation.accountsAt(footprint.network()), mark);
            }
        } else if (outcome.learning() == Learning.LEARNED) {
            Footprint learned = footprint.learnable(outcome);
            ServerKnowledge now = knowledge;
            OrganisationHabits habits = now.of(organisation.name());
            long account = Keys.of(login.account().name());
            habits.saw(account);
            habits.logins().learn(learned, account, login.at(), now.votes, habits.key());
            now.learnedLogin(login.at());
            named(login.client());
        }
    }

    private void add(PlaceTries tries, Login login, long address, long network, int mark) {
        String name = name(login.account());
        boolean known = knowledge.find(name) != null;
        long account = Keys.of(login.account().name());
        tries.add(address, Keys.of(name), known, account, login.at(), mark);
        tries.add(network, Keys.of(name), known, account, login.at(), mark);
    }

    /** The last step of a client that told its name after its login. */
    public void conclude(ClientSeen seen, EventOutcome outcome) {
        if (outcome.learning() == Learning.LEARNED) {
            named(seen.client());
        }
    }

    /** The first step of a message: it is counted, whatever becomes of it. */
    public void begin(Message message) {
        ServerKnowledge now = knowledge;
        now.submitted(message, now.of(name(message.account())));
    }

    /** The last step of a message that links to these domains. */
    public void conclude(Message message, List<String> links, EventOutcome outcome) {
        if (outcome.learning() == Learning.LEARNED) {
            ServerKnowledge now = knowledge;
            OrganisationHabits habits = now.of(name(message.account()));
            for (String link : links) {
                long key = Keys.of(link);
                if (habits.links().add(key)) {
                    now.linkVotes.vote(key, habits.key());
                }
            }
            message.content().fingerprint().ifPresent(mark -> habits.texts().learn(mark, Decay.minute(message.at())));
            habits.contacts().learn(message.recipients(), message.at());
            MessageHand hand = MessageHand.of(message);
            habits.hands().learn(hand, Keys.of(message.account().name()), message.at());
            outcome.deviations().ifPresent(deviations -> now.forests.learn(habits, deviations, message.at()));
        }
    }

    /**
     * A report that a message did not reach one recipient. False when the account sent no message with that id in the
     * two days before, or when as many reports came as it had recipients: whoever got one mail can forge no more than
     * that.
     */
    public boolean begin(DeliveryReport report) {
        return knowledge.reported(name(report.account()), report.account(), report.originalMessageId(), report.at());
    }

    /** A message with phishing came in. Those of one minute count as one: whoever sends one can send a hundred. */
    public void begin(PhishingReceived phishing) {
        knowledge.phishing.add(
                place(phishing.from()),
                Keys.of(name(phishing.account())),
                true,
                Decay.minute(phishing.at()),
                phishing.at(),
                -1);
    }

    /** By what an address counts that harm came from: IPv6 by /64, IPv4 alone, since a /24 has other people in it. */
    static long place(Address address) {
        return address.inet() instanceof Inet4Address ? Keys.of(address) : Keys.of(address.network());
    }

    /** Remembers what a client program is called; the first name stays. */
    public void named(Client client) {
        if (client.isKnown()) {
            knowledge.names.asMap().putIfAbsent(Trait.FAMILY.tagged(Keys.of(client.family())), client.family());
        }
    }

    /** How much of the event log made it. Not thread-safe: whoever folds the log guards it. */
    public LogPositions positions() {
        return knowledge.positions;
    }

    // What was learned by other rules or for other groups.

    /** Whether it was learned in another way than today's, and has to be learned anew of the log. */
    public boolean outdated() {
        return knowledge.older.isPresent()
                || !knowledge.groups.equals(context.groups().toString());
    }

    /** One with the same settings of which nothing is known. */
    public Organisations blank() {
        return new Organisations(context);
    }

    /** From now on knows what the other one knows, and nothing else. */
    public void become(Organisations other) {
        knowledge = other.knowledge;
    }

    /** All of it, which {@link #restored} reads. What changes meanwhile may be in it in part: let nobody fold. */
    public byte[] snapshot() {
        return OrganisationFormat.bytes(knowledge);
    }

    /** As it was when {@link #snapshot} wrote it, in this version or an earlier one. */
    public static Organisations restored(byte[] snapshot, OrganisationContext context) throws UnreadableSnapshot {
        return new Organisations(context, OrganisationFormat.knowledge(snapshot, context));
    }
}
