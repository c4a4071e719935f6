package io.mailwarden.cli.bench.attack;

import io.mailwarden.cli.bench.history.Device;
import io.mailwarden.cli.bench.history.Dice;
import io.mailwarden.cli.bench.history.EventText;
import io.mailwarden.cli.bench.history.MadeUpMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down the steps of one staged attack, from one time on. */
final class Spree {

    private final String account;
    private final Dice dice;
    private final MadeUpMessage mail;
    private final List<AttackStep> steps = new ArrayList<>();
    private Instant now;
    private int session;

    /** One text with one link, from that time on. */
    Spree(Victim victim, Instant start, Dice dice) {
        account = victim.account();
        this.dice = dice;
        now = start;
        List<String> link =
                List.of(String.format(Locale.ROOT, "https://claim%d.example/x", dice.between(0, 1_000_000)));
        mail = new MadeUpMessage("urgent", dice.between(2_000, 12_000), link, List.of(), account, dice.bits());
    }

    Spree waits(Duration least, Duration most) {
        now = now.plus(dice.between(least, most));
        return this;
    }

    Spree waits(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** A new session. */
    Spree logsIn(Device device, String protocol) {
        session++;
        steps.add(new AttackStep(EventText.login(now, account, device, protocol), session));
        return this;
    }

    Spree sends(Device device, List<String> recipients) {
        steps.add(new AttackStep(EventText.message(now, account, device.from(), recipients, mail.copy(dice)), session));
        return this;
    }

    /** The same said in other words, so that nothing tells that it is the same but where its link leads to. */
    Spree sendsInOtherWords(Device device, List<String> recipients) {
        MadeUpMessage other = new MadeUpMessage(
                mail.subject(), mail.bytes() + dice.between(0, 2_000), mail.urls(), List.of(), account, dice.bits());
        steps.add(new AttackStep(EventText.message(now, account, device.from(), recipients, other), session));
        return this;
    }

    /** Somebody else's name with a wrong password. */
    Spree triesOther(String other, Device device) {
        steps.add(new AttackStep(EventText.refused(now, other, device, "smtp", dice.mark()), AttackStep.OTHERS));
        return this;
    }

    List<AttackStep> steps() {
        return List.copyOf(steps);
    }
}
