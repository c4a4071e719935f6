package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.InMemoryHeldStore;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.BrokenRepository;
import io.mailwarden.mailet.Mails;
import io.mailwarden.mailet.Post;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that is to be held and that its repository does not take: it waits in the folder, and does not leave. */
class HeldOverflowTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Verdict HOLD = new Verdict.Hold(new Explanation("51 new recipients (limit 50)"));
    private static final String[] MANY = IntStream.range(0, 13)
            .mapToObj(i -> "somebody.number." + i + "@example.net")
            .toArray(String[]::new);

    @TempDir
    private Path working;

    private final InMemoryHeldStore store = new InMemoryHeldStore();

    /** As James's JPA repository is: 255 characters for all recipients. */
    private static final class Narrow extends MemoryMailRepository {
        @Override
        public MailKey store(Mail mail) {
            if (mail.getRecipients().toString().length() > 255) {
                throw new IllegalStateException("value too long for column RECIPIENTS");
            }
            return super.store(mail);
        }
    }

    private Path folder() {
        return working.resolve("held");
    }

    private Post post(MailRepository repository) {
        Post post = new Post(repository, store, folder());
        post.warden.answering(HOLD).failingWith(Verdict.ALLOW);
        return post;
    }

    private static MailImpl submit(Post post, String name, String... recipients) throws Exception {
        MailImpl mail = Mails.submitted(name, recipients);
        post.outbound.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(mail.getName()).isEqualTo(name);
        return mail;
    }

    private List<Path> files() throws Exception {
        if (!Files.exists(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    private static List<String> alarms(Post post) {
        return post.alarms.standing().stream().map(Alarm::cause).toList();
    }

    @Test
    void waitsInTheFolderAndIsHeldLikeAnyOther() throws Exception {
        Post post = post(new BrokenRepository(BrokenRepository.Part.STORE));
        submit(post, "Mail1", "carol@example.net");

        assertThat(post.spooled()).isEmpty();
        assertThat(post.waiting()).singleElement().satisfies(message -> assertThat(
                        message.decision().reason())
                .isEqualTo("51 new recipients (limit 50)"));
        assertThat(post.warden.failures()).isEmpty();
        assertThat(post.room.fullOf(BOB)).isTrue();
        assertThat(post.room.fullOf(new Account("alice@example.org"))).isFalse();
        assertThat(post.room.full()).isFalse();
        assertThat(alarms(post)).containsExactly("hold-failed");
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
        });
    }

    @Test
    void goesIntoTheRepositoryAsSoonAsThatTakesIt() throws Exception {
        BrokenRepository repository = new BrokenRepository(BrokenRepository.Part.STORE);
        Post post = post(repository);
        submit(post, "Mail1", "carol@example.net");
        post.overflow.run();
        assertThat(files()).hasSize(1);
        assertThat(post.room.fullOf(BOB)).isTrue();

        repository.broken.clear();
        post.overflow.run();
        assertThat(files()).as("it was asked a moment ago").hasSize(1);
        post.clock.advance(Duration.ofSeconds(5));
        post.overflow.run();

        assertThat(files()).isEmpty();
        assertThat(repository.size()).isEqualTo(1);
        assertThat(post.room.fullOf(BOB)).isFalse();
        assertThat(alarms(post)).isEmpty();
        assertThat(post.waiting()).hasSize(1);
        assertThat(post.held.release(post.waiting().get(0).id())).isTrue();
        assertThat(post.passed()).hasSize(1);
    }

    @Test
    void aRepositoryThatRefusesIsNotAskedForEachMailAndLessAndLessOften() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MailRepository slow = new MemoryMailRepository() {
            @Override
            public MailKey store(Mail mail) {
                asked.incrementAndGet();
                throw new IllegalStateException("timed out");
            }
        };
        Post post = post(slow);
        for (int i = 0; i < 10; i++) {
            submit(post, "Mail" + i, "carol@example.net");
        }
        assertThat(asked).hasValue(1);
        assertThat(files()).hasSize(10);

        for (int second = 0; second < 600; second += 5) {
            post.overflow.run();
            post.clock.advance(Duration.ofSeconds(5));
        }
        assertThat(asked.get()).as("in ten minutes").isBetween(10, 16);
        assertThat(post.room.fullOf(BOB)).isTrue();
    }

    @Test
    void isReleasedOnceAsItWasSubmittedAlsoAfterARestart() throws Exception {
        BrokenRepository repository = new BrokenRepository(BrokenRepository.Part.STORE, BrokenRepository.Part.LIST);
        MailImpl submitted = Mails.submitted("Mail1", "carol@example.net", "dave@example.com");
        post(repository).outbound.service(submitted);

        Post restarted = post(repository);
        assertThat(restarted.held.release(restarted.waiting().get(0).id())).isTrue();

        List<Mail> passed = restarted.passed();
        assertThat(passed).singleElement().satisfies(mail -> {
            assertThat(Mails.bytes(mail)).isEqualTo(Mails.TEXT);
            assertThat(mail.getName()).isEqualTo("Mail1");
            assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
            assertThat(mail.getRecipients()).isEqualTo(submitted.getRecipients());
            assertThat(mail.getMaybeSender()).isEqualTo(submitted.getMaybeSender());
            assertThat(mail.getRemoteAddr()).isEqualTo("198.51.100.7");
            assertThat(mail.getAttribute(Mail.SMTP_AUTH_USER)).isEqualTo(submitted.getAttribute(Mail.SMTP_AUTH_USER));
        });
        assertThat(restarted.held.release("h" + "0".repeat(40))).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void showsAlsoWhereTheStoreLostItsRowAndTheRepositoryCannotBeListed() throws Exception {
        BrokenRepository repository = new BrokenRepository(BrokenRepository.Part.STORE, BrokenRepository.Part.LIST);
        post(repository).outbound.service(Mails.submitted("Mail1", "carol@example.net"));

        Post afresh = new Post(repository, new InMemoryHeldStore(), folder());
        assertThat(afresh.waiting()).isEmpty();
        assertThatThrownBy(afresh.upkeep::run).isInstanceOf(StoreUnavailable.class);

        assertThat(afresh.waiting()).hasSize(1);
        assertThat(afresh.held.release(afresh.waiting().get(0).id())).isTrue();
        assertThat(afresh.passed()).hasSize(1);
    }

    @Test
    void isDeletedLikeAnyOther() throws Exception {
        Post post = post(new BrokenRepository(BrokenRepository.Part.STORE));
        submit(post, "Mail1", "carol@example.net");

        assertThat(post.held.delete(post.waiting().get(0).id())).isTrue();

        assertThat(files()).isEmpty();
        post.overflow.run();
        assertThat(alarms(post)).isEmpty();
        assertThat(post.room.fullOf(BOB)).isFalse();
    }

    @Test
    void mailThatIsTooWideForTheRepositoryStaysAndKeepsNoOtherAway() throws Exception {
        MailRepository repository = new Narrow();
        Post post = post(repository);
        submit(post, "Wide1", MANY);
        submit(post, "Mail2", "carol@example.net");

        post.overflow.run();
        assertThat(repository.size()).isEqualTo(1);
        submit(post, "Mail3", "carol@example.net");
        assertThat(repository.size()).isEqualTo(2);
        post.clock.advance(Duration.ofHours(2));
        post.overflow.run();

        assertThat(files()).hasSize(1);
        assertThat(post.room.fullOf(BOB)).as("the repository takes other mail").isFalse();
        assertThat(post.alarms.standing()).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("1 held message waits", "takes other mail"));
        String wide = post.waiting().stream()
                .filter(message -> message.summary().recipients().size() > 1)
                .map(message -> message.id())
                .findFirst()
                .orElseThrow();
        assertThat(post.held.release(wide)).isTrue();
        assertThat(post.passed()).singleElement().satisfies(mail -> assertThat(mail.getRecipients())
                .hasSize(MANY.length));
        assertThat(files()).isEmpty();
    }

    @Test
    void repositoryWhoseClassIsMissingIsOneThatDoesNotTakeIt() throws Exception {
        Post post = post(new MemoryMailRepository() {
            @Override
            public MailKey store(Mail mail) {
                throw new NoClassDefFoundError("org/example/Driver");
            }
        });
        submit(post, "Mail1", "carol@example.net");

        assertThat(files()).hasSize(1);
        assertThat(post.waiting()).hasSize(1);
    }

    @Test
    void whatSomebodyElseLaysThereHarmsNobody() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("h" + "1".repeat(40) + ".held"), "no mail");
        Files.writeString(folder().resolve("h" + "2".repeat(40) + ".part"), "half a mail");
        Files.writeString(folder().resolve("notes.txt"), "hello");
        BrokenRepository repository = new BrokenRepository(BrokenRepository.Part.STORE);
        Post post = post(repository);
        submit(post, "Mail1", "carol@example.net");

        repository.broken.clear();
        post.overflow.run();

        assertThat(repository.size()).isEqualTo(1);
        assertThat(alarms(post)).containsExactly("hold-failed");
        assertThat(post.room.fullOf(BOB)).isFalse();
    }

    @Test
    void mailIsKeptOnceHoweverOftenAQueueHandsItOut() throws Exception {
        Post post = post(new BrokenRepository(BrokenRepository.Part.STORE));
        submit(post, "Mail1", "carol@example.net");
        submit(post, "Mail1", "carol@example.net");

        assertThat(files()).hasSize(1);
        assertThat(post.waiting()).hasSize(1);
    }
}
