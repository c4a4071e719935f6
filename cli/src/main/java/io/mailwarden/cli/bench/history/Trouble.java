package io.mailwarden.cli.bench.history;

import java.util.Locale;
import java.util.function.Function;

/** What honest people do that looks like theft. */
enum Trouble {
    /** Flies, with stops on the way, and works there. */
    TRAVELLER(Troubles.Traveller::new),
    /** Switches a VPN on and off. */
    VPN_FLIPS(Troubles.VpnFlips::new),
    /** A phone whose carrier moves it about the country every hour. */
    MOBILE_CHURN(Troubles.MobileChurn::new),
    /** A new phone while the old one still tries the old password. */
    NEW_PHONE(Troubles.NewPhone::new),
    /** A stale password behind the office's one address, for weeks. */
    SHARED_NAT(Troubles.SharedNat::new),
    /** A mailing to many readers every week, the list growing. */
    NEWSLETTER(Mailings.Newsletter::new),
    /** One mailing to all customers before the holidays. */
    MAIL_MERGE(Mailings.MailMerge::new),
    /** A mail fetcher and a CRM service, abroad, in data centres. */
    FETCHER_AND_CRM(Services::new),
    /** Some new people each day for weeks, and five times as many on the day of a launch. */
    LAUNCH_DAY(Crowds.LaunchDay::new),
    /** Comes when the company is known, and gets to know everybody in a week. */
    NEW_EMPLOYEE(Crowds.NewEmployee::new),
    /** One mailbox of three people, who answer strangers all day. */
    SHARED_MAILBOX(Crowds.SharedMailbox::new),
    /** One account, two offices in two countries, at the same time. */
    TEAM(Troubles.Team::new);

    private final Function<Dice, Life> life;

    Trouble(Function<Dice, Life> life) {
        this.life = life;
    }

    /** A life with that trouble in it. */
    Life life(Dice dice) {
        return life.apply(dice);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
