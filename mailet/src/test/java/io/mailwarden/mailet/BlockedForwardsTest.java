package io.mailwarden.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.verdict.Restriction;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.rrt.lib.Mapping;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a blocked account's forwards and Sieve redirects send out waits; mail to it goes on. */
class BlockedForwardsTest {

    private static final Account DAVE = new Account("dave@example.org");
    private static final String OUT = "dave@example.net";
    private static final String NAME = "Mail1762000000000-7d9f0a36-1111-4222-8333-0123456789ab";

    private final Post post = new Post(new MemoryMailRepository());

    private MailImpl comes(String... recipients) throws Exception {
        MailImpl mail = Mails.from("stranger@example.net", NAME, Mails.TEXT, recipients);
        post.outbound.service(mail);
        assertThat(mail.getState()).as("it enters the mailbox").isEqualTo(Mail.DEFAULT);
        return mail;
    }

    private void daveForwards() {
        post.addresses.with("dave@example.org", Mapping.forward("dave@example.org"), Mapping.forward(OUT));
    }

    // As James's RecipientRewriteTable makes one.
    private static MailImpl forward(Mail mail, String to) throws Exception {
        MailImpl copy = MailImpl.duplicate(mail);
        copy.setRecipients(List.of(new MailAddress(to)));
        copy.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        return copy;
    }

    // As James's Sieve makes one.
    private static MailImpl redirect(Mail mail, String to) throws Exception {
        MailImpl made = Mails.from("stranger@example.net", "redirect-" + mail.getName(), Mails.TEXT, to);
        made.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        return made;
    }

    private boolean leaves(MailImpl mail) {
        post.outbound.service(mail);
        return !mail.getState().equals(Mail.GHOST);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "DEFER", "REFUSE", "BLOCK"})
    void forwardOfABlockedAccountIsHeldAndReleasedLikeAnyOther(Restriction restriction) throws Exception {
        daveForwards();
        post.warden.restricting(DAVE, restriction);

        assertThat(leaves(forward(comes("dave@example.org"), OUT))).isFalse();

        assertThat(post.waiting()).singleElement().satisfies(message -> {
            assertThat(message.account()).isEqualTo(DAVE);
            assertThat(message.summary().recipients()).containsExactly(OUT);
            assertThat(message.decision().reason()).contains("own rule");
        });
        assertThat(post.warden.events()).as("nobody is judged by it").isEmpty();
        assertThat(post.held.release(post.waiting().get(0).id())).isTrue();
        List<Mail> passed = post.passed();
        assertThat(passed).hasSize(1);
        assertThat(MailAttributes.has(passed.get(0), Mail.SENT_BY_MAILET_ATTRIBUTE.getName()))
                .as("so that James relays it")
                .isTrue();
    }

    @Test
    void forwardOfAnAliasIsItsAccounts() throws Exception {
        daveForwards();
        post.addresses.with("d@example.org", Mapping.alias("dave@example.org"));
        post.warden.restricting(DAVE, Restriction.BLOCK);

        assertThat(leaves(forward(comes("d@example.org"), OUT))).isFalse();
    }

    @Test
    void forwardOfAColleaguesMailIsHeldToo() throws Exception {
        daveForwards();
        post.warden.restricting(DAVE, Restriction.BLOCK);
        MailImpl mail = Mails.submitted(NAME, "dave@example.org");
        post.outbound.service(mail);

        assertThat(leaves(forward(mail, OUT))).isFalse();
        assertThat(post.waiting()).extracting(message -> message.account()).containsExactly(DAVE);
    }

    @Test
    void forwardsOfOthersLeave() throws Exception {
        daveForwards();
        post.addresses.with("erin@example.org", Mapping.forward("erin@example.net"));
        assertThat(leaves(forward(comes("dave@example.org"), OUT)))
                .as("he is not blocked")
                .isTrue();
        post.warden.restricting(DAVE, Restriction.BLOCK);

        MailImpl both = comes("dave@example.org", "erin@example.org");
        assertThat(leaves(forward(both, "erin@example.net"))).isTrue();
        assertThat(leaves(forward(both, OUT))).isFalse();
    }

    @Test
    void bouncesAndAlertsToABlockedAccountsSenderLeave() throws Exception {
        daveForwards();
        post.warden.restricting(DAVE, Restriction.BLOCK);

        assertThat(leaves(forward(comes("dave@example.org"), "stranger@example.net")))
                .isTrue();
        MailImpl alert = Mails.from("postmaster@example.org", "Mail7", Mails.TEXT, OUT);
        alert.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        assertThat(leaves(alert)).isTrue();
    }

    @Test
    void redirectIsHeldWhereItIsCertainWhoseItIs() throws Exception {
        post.warden.restricting(DAVE, Restriction.BLOCK);

        assertThat(leaves(redirect(comes("dave@example.org"), "anybody@example.net")))
                .isFalse();
        assertThat(leaves(redirect(comes("dave@example.org", "erin@example.org"), "anybody@example.net")))
                .as("it may be erin's")
                .isTrue();
        assertThat(leaves(redirect(comes("erin@example.org"), "anybody@example.net")))
                .isTrue();
        MailImpl unseen = Mails.from("a@example.net", "Mail9-7d9f0a36-9999-4222-8333-aaaaaaaaaaaa", Mails.TEXT);
        assertThat(leaves(redirect(unseen, "anybody@example.net"))).isTrue();
    }
}
