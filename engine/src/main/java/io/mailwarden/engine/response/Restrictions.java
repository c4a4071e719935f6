package io.mailwarden.engine.response;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.ClientSeen;
import io.mailwarden.engine.event.DeliveryReport;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.PhishingReceived;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.incident.Incidents;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Blocks;
import io.mailwarden.engine.response.held.HeldRoom;
import io.mailwarden.engine.verdict.Policy;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.engine.verdict.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the doors have to know of blocks and incidents at this moment. Costs a look into memory. Thread-safe.
 *
 * @param blocks which accounts are blocked
 * @param incidents which are contained
 * @param policies what containment means at this moment
 * @param room whether more mail can be held
 * @param clock the time
 */
public record Restrictions(Blocks blocks, Incidents incidents, Supplier<Policy> policies, HeldRoom room, Clock clock) {

    /** How far the account may use the doors. */
    public Restriction of(Account account) {
        Policy policy = policies.get();
        Restriction blocked = blocks.restriction(account);
        Optional<Incident> incident = incidents.current(account, clock.instant());
        boolean contained = incident.flatMap(Incident::contains).isPresent();
        Restriction standing = contained ? blocked.or(policy.onContained(account)) : blocked;
        boolean held = blocked == Restriction.HOLD || (contained && policy.prevents(account));
        // Its owner sends on as soon as nothing stands against him, whatever still waits for review.
        boolean mayBeHeld = held || (incident.isPresent() && policy.prevents(account));
        return (held && room.full()) || (mayBeHeld && room.fullOf(account)) ? standing.or(Restriction.DEFER) : standing;
    }

    /** The verdict that stands before the event is looked at, because its account is blocked. */
    public Optional<Verdict> decided(Event event) {
        return blocks.strictest(event.account()).flatMap(block -> event.accept(new Blocked(block)));
    }

    /** The verdict that stands for whatever the account sends, because it is blocked or its incident holds its mail. */
    public Optional<Verdict> standing(Event sent) {
        return decided(sent).or(() -> incidents
                .current(sent.account(), clock.instant())
                .filter(incident -> incident.contains().isPresent())
                .map(incident -> policies.get()
                        .onMessage(sent.account(), List.of(), incident.contains(), false)
                        .of(Optional.of(incident.id())))
                .filter(Verdict::holds));
    }

    /** The verdict on an event of an account that is blocked so. */
    private record Blocked(Block block) implements Event.Visitor<Optional<Verdict>> {

        @Override
        public Optional<Verdict> login(Login login) {
            return block.restriction() == Restriction.BLOCK
                    ? Optional.of(new Verdict.Reject(Explanation.of(
                            "the account is blocked: %s", block.cause().reason())))
                    : Optional.empty();
        }

        @Override
        public Optional<Verdict> message(Message message) {
            return Optional.of(new Verdict.Hold(
                    Explanation.of("the account may not send: %s", block.cause().reason()),
                    block.cause().incident()));
        }

        @Override
        public Optional<Verdict> clientSeen(ClientSeen seen) {
            return Optional.empty();
        }

        @Override
        public Optional<Verdict> deliveryReport(DeliveryReport report) {
            return Optional.empty();
        }

        @Override
        public Optional<Verdict> phishingReceived(PhishingReceived phishing) {
            return Optional.empty();
        }
    }
}
