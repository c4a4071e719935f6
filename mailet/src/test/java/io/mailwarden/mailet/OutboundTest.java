package io.mailwarden.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Scan;
import io.mailwarden.engine.response.held.InMemoryHeldStore;
import io.mailwarden.engine.response.scan.ScanResult;
import io.mailwarden.engine.response.scan.ScanVerdict;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {

    private static final Verdict HOLD = new Verdict.Hold(new Explanation("51 new recipients (limit 50)"));
    private static final AttributeName JMAP_USER = AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

    private final Post post = new Post(new MemoryMailRepository());

    private List<Message> shown() {
        return post.warden.events(Message.class);
    }

    @Test
    void submittedMessageIsShownWithItsFacts() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "Carol@Example.NET", "carol@example.net", "dave@example.com");
        post.outbound.service(mail);

        Message message = shown().get(0);
        assertThat(message.account()).isEqualTo(new Account("bob@example.org"));
        assertThat(message.at()).isEqualTo(post.clock.instant());
        assertThat(message.source()).isEqualTo(Address.parse("198.51.100.7"));
        assertThat(message.recipients()).containsExactly("carol@example.net", "dave@example.com");
        assertThat(message.content().subject()).isEqualTo("Lunch?");
        assertThat(message.content().messageId()).isEqualTo("<1@example.org>");
        assertThat(message.content().urls()).containsExactly("https://example.org/");
        assertThat(message.content().bytes()).isEqualTo(Mails.TEXT.length());
    }

    @Test
    void allowedMailGoesOnUnchanged() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(Mails.bytes(mail)).isEqualTo(Mails.TEXT);
        assertThat(((MimeMessageWrapper) mail.getMessage()).isModified()).isFalse();
        assertThat(post.held.count()).isZero();
    }

    @Test
    void onlyMailOfSuspectedAccountsIsScanned() throws Exception {
        post.scanned =
                new ScanResult(ScanVerdict.MALICIOUS, 0.95, List.of("link shows bank.example, opens evil.example"));
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        post.warden.suspecting(new Account("bob@example.org"));
        post.outbound.service(Mails.submitted("Mail2", "carol@example.net"));
        post.scanned = new ScanResult(ScanVerdict.SUSPICIOUS, 0.6, List.of("urgent words"));
        post.outbound.service(Mails.submitted("Mail3", "carol@example.net"));

        assertThat(shown())
                .extracting(message -> message.content().scan())
                .containsExactly(Optional.empty(), Optional.of(Scan.SUSPICIOUS), Optional.empty());
    }

    // What its head says may be a lie: who gets it is what makes a report of it.
    @Test
    void theScannerIsToldWhoGetsIt() throws Exception {
        post.warden.suspecting(new Account("bob@example.org"));
        post.outbound.service(Mails.submitted("Mail1", "abuse@example.net", "Carol@example.net"));

        assertThat(post.scans).singleElement().satisfies(scan -> assertThat(scan.recipients())
                .containsExactlyInAnyOrder("abuse@example.net", "carol@example.net"));
    }

    @Test
    void noRecipientsAndTenThousandAreShownToo() throws Exception {
        String[] many = IntStream.range(0, 10_000)
                .mapToObj(i -> "u" + i + "@example.net")
                .toArray(String[]::new);
        post.outbound.service(Mails.submitted("Mail1"));
        post.outbound.service(Mails.submitted("Mail2", many));

        assertThat(shown()).extracting(message -> message.recipients().size()).containsExactly(0, 10_000);
    }

    @Test
    void mailThatNobodySubmittedIsNotShown() throws Exception {
        MailImpl mail = Mails.from("stranger@example.net", "Mail1", Mails.TEXT, "bob@example.org");
        post.warden.answering(HOLD);
        post.outbound.service(mail);

        assertThat(shown()).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
    }

    @Test
    void bounceThatCarriesTheUserOfItsMessageIsNotShown() throws Exception {
        MailImpl bounce = Mails.submitted("Mail1", "bob@example.org");
        bounce.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        post.outbound.service(bounce);

        assertThat(shown()).isEmpty();
    }

    @Test
    void whatAScannerSaidIsShown() throws Exception {
        for (String status : List.of(
                "No, actions=no action score=1.0 requiredScore=15.0",
                "Yes, actions=add header score=8.0 requiredScore=15.0",
                "Yes, actions=reject score=20.0 requiredScore=15.0",
                "Yes, hits=5.1 required=5.0",
                "Yes, hits=15.0 required=5.0",
                "No, hits=? required=?",
                "nonsense")) {
            MailImpl mail = Mails.submitted("Mail" + status.hashCode(), "carol@example.net");
            Mails.put(mail, AttributeName.of("org.apache.james.rspamd.status"), status);
            post.outbound.service(mail);
        }
        assertThat(shown())
                .extracting(message -> message.content().scan())
                .containsExactly(
                        Optional.of(Scan.CLEAN),
                        Optional.of(Scan.SUSPICIOUS),
                        Optional.of(Scan.MALICIOUS),
                        Optional.of(Scan.SUSPICIOUS),
                        Optional.of(Scan.MALICIOUS),
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    void jmapSubmissionHasAnAccountAndNoAddress() throws Exception {
        MailImpl mail = Mails.from("bob@example.org", "Mail1", Mails.TEXT, "carol@example.net");
        Mails.put(mail, JMAP_USER, "Bob@Example.org");
        post.outbound.service(mail);

        assertThat(shown()).singleElement().satisfies(message -> {
            assertThat(message.account().name()).isEqualTo("bob@example.org");
            assertThat(message.source()).isEmpty();
        });
    }

    @Test
    void anAddressThatIsNoneIsNotKnown() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        mail.setRemoteAddr("unknown host\r\n");
        post.outbound.service(mail);

        assertThat(shown()).singleElement().satisfies(message -> assertThat(message.source())
                .isEmpty());
    }

    @Test
    void unparsableAndHugeHeadersGoThroughAsTheVerdictSays() throws Exception {
        for (String text : List.of(
                "",
                "\0\0\0",
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x",
                "Subject: " + "y".repeat(2_000_000))) {
            MailImpl mail = Mails.submittedText("Mail" + text.length(), text, "carol@example.net");
            post.outbound.service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        }
        assertThat(shown()).hasSize(4);
        assertThat(post.warden.failures()).isEmpty();
    }

    @Test
    void isShownOnceHoweverOftenItPasses() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net", "dave@example.com");
        post.outbound.service(mail);
        post.outbound.service(mail);
        MailImpl forward = MailImpl.duplicate(mail);
        post.clock.advance(Duration.ofDays(2));
        post.outbound.service(forward);

        assertThat(shown()).hasSize(1);
        assertThat(forward.getState()).isEqualTo(Mail.DEFAULT);
    }

    @Test
    void copiesSplitOffBeforeShareOneVerdict() throws Exception {
        post.warden.answering(HOLD);
        MailImpl mail = Mails.submitted("Mail1762000000000-7d9f0a36-1111-4222-8333-0123456789ab", "carol@example.net");
        MailImpl copy = MailImpl.duplicate(mail);
        MailImpl deep = copy;
        for (int i = 0; i < 6; i++) {
            deep = MailImpl.duplicate(deep);
        }
        for (Mail each : List.of(deep, mail, copy)) {
            post.outbound.service(each);
            assertThat(each.getState()).isEqualTo(Mail.GHOST);
        }
        assertThat(deep.getName()).doesNotStartWith("Mail");
        assertThat(shown()).hasSize(1);
        assertThat(post.held.count()).isEqualTo(3);
    }

    @Test
    void mailThatAQueueGaveBackWithoutAttributesIsNotShownAgain() throws Exception {
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        assertThat(shown()).hasSize(1);

        post.clock.advance(Duration.ofMinutes(61));
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        assertThat(shown()).as("a name may come again, later").hasSize(2);
    }

    @Test
    void sameNameOfAnotherAccountIsAnotherSubmission() throws Exception {
        MailImpl other = Mails.submitted("Mail1", "carol@example.net");
        Mails.put(other, Mail.SMTP_AUTH_USER, "alice@example.org");
        post.outbound.service(Mails.submitted("Mail1", "carol@example.net"));
        post.outbound.service(other);

        assertThat(shown()).hasSize(2);
    }

    @Test
    void copiesThatPassAtTheSameTimeAreShownOnce() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier together = new CyclicBarrier(threads);
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        List<MailImpl> copies =
                Stream.generate(() -> duplicate(mail)).limit(threads).toList();
        List<Future<?>> runs = copies.stream()
                .<Future<?>>map(copy -> pool.submit(() -> {
                    together.await();
                    post.outbound.service(copy);
                    return copy;
                }))
                .toList();
        for (Future<?> run : runs) {
            run.get();
        }
        pool.shutdown();

        assertThat(shown()).hasSize(1);
    }

    private static MailImpl duplicate(Mail mail) {
        try {
            return MailImpl.duplicate(mail);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void heldMailStaysWithItsReasonAndNothingElseHappens() throws Exception {
        post.warden.answering(new Verdict.Hold(HOLD.explanation(), Optional.of("i7")));
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(mail.getName()).isEqualTo("Mail1");
        assertThat(post.spooled()).isEmpty();
        Mail kept = post.repository.retrieve(post.repository.list().next());
        assertThat(Mails.bytes(kept)).isEqualTo(Mails.TEXT);
        assertThat(kept.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(MailAttributes.text(kept, MailAttributes.REASON)).contains("51 new recipients (limit 50)");
        assertThat(MailAttributes.text(kept, MailAttributes.ACCOUNT)).contains("bob@example.org");
        assertThat(MailAttributes.text(kept, MailAttributes.HELD_AT)).contains("2026-05-03T06:50:03.768Z");
        assertThat(MailAttributes.text(kept, MailAttributes.ID)).contains(kept.getName());
        assertThat(post.waiting())
                .singleElement()
                .satisfies(message -> assertThat(message.decision().incident()).contains("i7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "hold"})
    void mailThatCannotBeKeptAnywhereWaitsInTheSpoolWhateverThePolicy(String policy) throws Exception {
        BrokenRepository repository = new BrokenRepository(BrokenRepository.Part.STORE);
        Post broken = new Post(repository);
        broken.warden
                .answering(new Verdict.Hold(HOLD.explanation(), Optional.of("i7")))
                .failingWith(policy.equals("allow") ? Verdict.ALLOW : HOLD);
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        broken.outbound.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(broken.nextDelivery())
                .hasValueSatisfying(next -> assertThat(next.toInstant()).isAfter(Post.START.plusSeconds(30)));
        assertThat(broken.warden.failures()).as("nothing failed to be judged").isEmpty();
        assertThat(broken.room.fullOf(new Account("bob@example.org"))).isTrue();
        Mail again = broken.spooled().get(0);
        assertThat(again.getState()).isEqualTo(Mail.DEFAULT);
        broken.overflow.run();
        assertThat(broken.alarms.standing()).extracting(Alarm::cause).containsExactly("hold-failed");

        repository.broken.clear();
        broken.outbound.service(again);
        assertThat(again.getState()).isEqualTo(Mail.GHOST);
        assertThat(broken.warden.events()).hasSize(1);
        assertThat(broken.waiting()).singleElement().satisfies(message -> {
            assertThat(message.decision().reason()).isEqualTo("51 new recipients (limit 50)");
            assertThat(message.decision().incident()).contains("i7");
        });
        broken.overflow.run();
        assertThat(broken.room.fullOf(new Account("bob@example.org"))).isFalse();
        assertThat(broken.alarms.standing()).isEmpty();
    }

    @Test
    void mailThatCannotBeHeldOrDelayedGoesToTheErrorProcessor() throws Exception {
        Post broken = new Post(
                new BrokenRepository(BrokenRepository.Part.STORE, BrokenRepository.Part.REMOVE),
                new InMemoryHeldStore(),
                post.queue,
                new BrokenQueues());
        broken.warden.answering(HOLD).failingWith(HOLD);
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        broken.outbound.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.ERROR);
    }

    @Test
    void messageThatCannotBeFetchedIsShownAndThenAnsweredByPolicy() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        mail.setMessageNoCopy(new MimeMessageWrapper(new MimeMessageSource() {
            @Override
            public String getSourceId() {
                return "gone";
            }

            @Override
            public InputStream getInputStream() throws IOException {
                throw new IOException("gone");
            }
        }));
        post.outbound.service(mail);

        assertThat(shown()).singleElement().satisfies(message -> assertThat(message.recipients())
                .hasSize(1));
        assertThat(post.warden.failures()).containsExactly("message-unreadable");
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
    }

    @Test
    void errorOfTheWardenIsAnsweredByPolicy() throws Exception {
        post.warden.answering(event -> {
            throw new IllegalStateException("bug");
        });
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        post.outbound.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);

        post.warden.failingWith(HOLD);
        MailImpl next = Mails.submitted("Mail2", "carol@example.net");
        post.outbound.service(next);
        assertThat(next.getState()).isEqualTo(Mail.GHOST);
        assertThat(post.warden.failures()).containsExactly("outbound-failed", "outbound-failed");
    }

    @Test
    void accountThatIsNoneThrowsNothing() throws Exception {
        MailImpl mail = Mails.submitted("Mail1", "carol@example.net");
        Mails.put(mail, Mail.SMTP_AUTH_USER, "x".repeat(5000) + new String(new byte[] {0, 10}, UTF_8));
        post.outbound.service(mail);

        assertThat(shown()).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
    }
}
