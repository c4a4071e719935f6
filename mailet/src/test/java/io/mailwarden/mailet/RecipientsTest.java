package io.mailwarden.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.rrt.lib.Mapping;
import org.junit.jupiter.api.Test;

/** Whom a message reaches that is sent to groups and aliases, as James expands them. */
class RecipientsTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Mapping[] SIXTY = IntStream.range(0, 60)
            .mapToObj(i -> Mapping.group("customer" + i + "@example.net"))
            .toArray(Mapping[]::new);

    private final Post post = new Post(new MemoryMailRepository());
    private int sent;

    private Message send(String... recipients) throws Exception {
        post.clock.advance(Duration.ofSeconds(1));
        post.outbound.service(Mails.submitted("Mail" + sent++, recipients));
        List<Message> shown = post.warden.events(Message.class);
        return shown.get(shown.size() - 1);
    }

    private List<String> journaled() {
        List<JournalEntry> entries = post.journal.entries().after(BOB, "", 100);
        return entries.get(entries.size() - 1).summary().recipients();
    }

    @Test
    void membersOfAGroupCountOnceADayAndAreJournaledEachTime() throws Exception {
        post.addresses.with("customers@example.org", SIXTY);

        Message first = send("customers@example.org", "carol@example.net");
        assertThat(first.recipients()).containsExactly("customers@example.org", "carol@example.net");
        assertThat(first.members()).isEqualTo(60);
        assertThat(journaled()).hasSize(61).contains("carol@example.net", "customer59@example.net");

        assertThat(send("customers@example.org").members()).isZero();
        assertThat(journaled()).hasSize(60).doesNotContain("customers@example.org");

        post.clock.advance(Duration.ofDays(1));
        assertThat(send("customers@example.org").members()).isEqualTo(60);
    }

    @Test
    void groupsWithinGroupsAndAliasesAreFollowed() throws Exception {
        post.addresses
                .with("all@example.org", Mapping.group("north@example.org"), Mapping.group("south@example.org"))
                .with("north@example.org", Mapping.group("n1@example.net"), Mapping.group("n2@example.net"))
                .with("south@example.org", Mapping.group("s1@example.net"), Mapping.group("alias@example.org"))
                .with("alias@example.org", Mapping.alias("dave@example.org"));

        assertThat(send("all@example.org").members()).isEqualTo(4);
        assertThat(journaled())
                .containsExactlyInAnyOrder("n1@example.net", "n2@example.net", "s1@example.net", "dave@example.org");
    }

    @Test
    void oneWhoIsWrittenToAndInAGroupIsOneMore() throws Exception {
        post.addresses.with("pair@example.org", Mapping.group("a@example.net"), Mapping.group("b@example.net"));

        assertThat(send("pair@example.org", "a@example.net").members()).isEqualTo(1);
        assertThat(journaled()).containsExactlyInAnyOrder("a@example.net", "b@example.net");
    }

    @Test
    void aliasesAndForwardsAreNoGroups() throws Exception {
        post.addresses
                .with("d@example.org", Mapping.alias("dave@example.org"))
                .with("dave@example.org", Mapping.forward("dave@example.org"), Mapping.forward("dave@example.net"));

        assertThat(send("d@example.org").members()).isZero();
        assertThat(journaled()).containsExactlyInAnyOrder("dave@example.org", "dave@example.net");
    }

    @Test
    void loopsAndErrorsEnd() throws Exception {
        post.addresses
                .with("a@example.org", Mapping.group("b@example.org"), Mapping.group("x@example.net"))
                .with("b@example.org", Mapping.group("a@example.org"))
                .with("gone@example.org", Mapping.error("550 gone"));

        assertThat(send("a@example.org", "gone@example.org").recipients()).hasSize(2);
        assertThat(journaled()).contains("gone@example.org");
    }

    @Test
    void anAddressStandsForItselfWhileJamesDoesNotSay() throws Exception {
        post.addresses.with("customers@example.org", SIXTY).gone = true;

        assertThat(send("customers@example.org").members()).isZero();
        assertThat(journaled()).containsExactly("customers@example.org");
        assertThat(post.alarms.standing()).extracting(Alarm::cause).containsExactly("recipients-unresolved");

        post.addresses.gone = false;
        assertThat(send("customers@example.org").members()).isEqualTo(60);
        assertThat(post.alarms.standing()).isEmpty();
    }

    @Test
    void strangersElsewhereAreNotAskedFor() throws Exception {
        post.addresses.gone = true;

        assertThat(send("carol@example.net").members()).isZero();
        assertThat(post.alarms.standing()).isEmpty();
    }
}
