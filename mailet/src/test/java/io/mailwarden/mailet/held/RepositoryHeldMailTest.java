package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.HoldDecision;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.support.Alarms.Alarm;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.BrokenQueues;
import io.mailwarden.mailet.BrokenRepository;
import io.mailwarden.mailet.MailAttributes;
import io.mailwarden.mailet.Mails;
import io.mailwarden.mailet.Post;
import io.mailwarden.mailet.Submission;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.file.FileMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryHeldMailTest {

    enum Kind {
        MEMORY,
        FILE
    }

    @TempDir
    private Path folder;

    private Post post(Kind kind) throws Exception {
        Post post = new Post(kind == Kind.MEMORY ? new MemoryMailRepository() : files());
        post.warden.answering(new Verdict.Hold(new Explanation("too many")));
        return post;
    }

    private MailRepository files() throws Exception {
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        configuration.addProperty("[@destinationURL]", "file://held");
        FileMailRepository repository = new FileMailRepository();
        repository.setFileSystem(new Folder(folder));
        repository.configure(configuration);
        repository.init();
        return repository;
    }

    private record Folder(Path base) implements FileSystem {
        @Override
        public InputStream getResource(String url) throws IOException {
            return new FileInputStream(getFile(url));
        }

        @Override
        public File getFile(String url) {
            return base.resolve(url.substring(FILE_PROTOCOL.length())).toFile();
        }

        @Override
        public File getBasedir() {
            return base.toFile();
        }
    }

    private static String hold(Post post, String name, String account) throws Exception {
        MailImpl mail = Mails.submitted(name, "carol@example.net", "dave@example.com");
        Mails.put(mail, Mail.SMTP_AUTH_USER, account);
        post.outbound.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        post.clock.advance(Duration.ofSeconds(1));
        return post.waiting().get(0).id();
    }

    @ParameterizedTest
    @EnumSource
    void listsWhatWaitsNewestFirst(Kind kind) throws Exception {
        Post post = post(kind);
        String first = hold(post, "Mail1", "bob@example.org");
        String second = hold(post, "Mail2", "alice@example.org");
        String third = hold(post, "Mail3", "bob@example.org");

        assertThat(post.held.count()).isEqualTo(3);
        assertThat(post.waiting()).extracting(HeldMessage::id).containsExactly(third, second, first);
        assertThat(post.held
                        .search(HeldQuery.of(new Account("bob@example.org"), 10))
                        .items())
                .extracting(HeldMessage::id)
                .containsExactly(third, first);
        HeldMessage message = post.waiting().get(2);
        assertThat(message)
                .isEqualTo(new HeldMessage(
                        new HeldMessage.Key(new Account("bob@example.org"), first),
                        HeldState.WAITING,
                        Instant.parse("2026-05-03T06:50:03.768Z"),
                        new MessageSummary(
                                "bob@example.org",
                                List.of("carol@example.net", "dave@example.com"),
                                "Lunch?",
                                Mails.TEXT.length()),
                        new HoldDecision(HoldDecision.HeldKind.HELD, "too many", Optional.empty()),
                        HeldMessage.SUBMITTED,
                        Optional.of(Instant.parse("2026-06-02T06:50:03.768Z"))));
        assertThat(post.held.find(first)).contains(message);
    }

    @Test
    void idsAreSafeInUrlsWhateverTheMailIsCalled() throws Exception {
        Post post = post(Kind.FILE);
        assertThat(hold(post, "../../etc/pass?wd#%2f", "bob@example.org")).matches("h[0-9a-f]{40}");
        assertThat(hold(post, "x".repeat(400), "bob@example.org")).matches("h[0-9a-f]{40}");
    }

    @Test
    void twoMailsOfOneNameAreBothKept() throws Exception {
        Post post = post(Kind.FILE);
        hold(post, "1", "bob@example.org");
        hold(post, "1", "alice@example.org");
        assertThat(post.held.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void heldMailIsReadAndStaysAsItIs(Kind kind) throws Exception {
        Post post = post(kind);
        String id = hold(post, "Mail1", "bob@example.org");

        try (InputStream source = post.held.open(id).orElseThrow()) {
            assertThat(new String(source.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Mails.TEXT);
        }
        assertThat(post.held.preview(id).orElseThrow().head()).anyMatch(line -> line.startsWith("Subject: "));
        assertThat(post.held.open("h" + "0".repeat(40))).isEmpty();
        assertThat(post.held.preview("../../etc/passwd")).isEmpty();

        assertThat(post.held.release(id)).isTrue();
        assertThat(Mails.bytes(post.passed().get(0))).isEqualTo(Mails.TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void releasedMailGoesOnUnchangedAndIsNotAssessedAgain(Kind kind) throws Exception {
        Post post = post(kind);
        String id = hold(post, "Mail1", "bob@example.org");

        assertThat(post.held.release(id)).isTrue();
        assertThat(post.held.release(id)).isFalse();
        assertThat(post.held.delete(id)).isFalse();
        assertThat(post.held.count()).isZero();
        assertThat(post.repository.size()).as("until it passed").isEqualTo(1);

        assertThat(post.spooled()).hasSize(1);
        Mail released = post.passed().get(0);
        assertThat(post.repository.size()).isZero();
        assertThat(released.getName()).isEqualTo("Mail1");
        assertThat(released.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(Submission.recipients(released)).containsExactly("carol@example.net", "dave@example.com");
        assertThat(released.getMaybeSender().asString()).isEqualTo("bob@example.org");
        assertThat(MailAttributes.text(released, Mail.SMTP_AUTH_USER)).contains("bob@example.org");
        assertThat(Mails.bytes(released)).isEqualTo(Mails.TEXT);
        assertThat(post.held.find(id).orElseThrow().state()).isEqualTo(HeldState.RELEASED);

        MailImpl copy = MailImpl.duplicate(released);
        post.outbound.service(released);
        post.outbound.service(copy);
        assertThat(released.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(copy.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(post.warden.events()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void deletedMailIsGone(Kind kind) throws Exception {
        Post post = post(kind);
        String id = hold(post, "Mail1", "bob@example.org");

        assertThat(post.held.delete(id)).isTrue();
        assertThat(post.held.delete(id)).isFalse();
        assertThat(post.held.release(id)).isFalse();
        assertThat(post.waiting()).isEmpty();
        assertThat(post.spooled()).isEmpty();
        assertThat(post.repository.size()).isZero();
    }

    @Test
    void heldMailSurvivesARestartEvenWithoutItsRow() throws Exception {
        String id = hold(post(Kind.FILE), "Mail1", "bob@example.org");
        Post restarted = post(Kind.FILE);
        restarted.upkeep.run();

        assertThat(restarted.waiting())
                .singleElement()
                .satisfies(message -> assertThat(message.decision().reason()).isEqualTo("too many"));
        assertThat(restarted.held.release(id)).isTrue();
        Mail released = restarted.passed().get(0);
        assertThat(released.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(Mails.bytes(released)).isEqualTo(Mails.TEXT);
        assertThat(restarted.warden.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../../held",
                "%2e%2e%2f",
                "\0",
                "0000000000000-00000000-000000000000000000000000",
                "q0000000000000000000000000000000000000000",
                "h0000000000000000000000000000000000000000",
                "H0000000000000000000000000000000000000000",
                "Mail1",
                "-1",
                "١٢٣٤٥٦٧٨٩٠١٢٣-00000000-000000000000000000000000"
            })
    void hostileIdsNameNothing(String id) throws Exception {
        Post post = post(Kind.FILE);
        hold(post, "Mail1", "bob@example.org");

        assertThat(post.held.release(id)).isFalse();
        assertThat(post.held.delete(id)).isFalse();
        assertThat(post.held.release(id + "9".repeat(1_000_000))).isFalse();
        assertThat(post.held.count()).isEqualTo(1);
    }

    @Test
    void mailThatOthersPutThereIsLeftAlone() throws Exception {
        Post post = post(Kind.MEMORY);
        post.repository.store(Mails.submitted("Mail1", "carol@example.net"));

        assertThat(post.waiting()).isEmpty();
        assertThat(post.held.count()).isZero();
        assertThat(post.held.delete("Mail1")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void twoWhoReleaseAtOnceDeliverOnce(Kind kind) throws Exception {
        Post post = post(kind);
        for (int i = 1; i <= 50; i++) {
            String id = hold(post, "Mail" + i, "bob@example.org");
            List<Boolean> done = together(() -> post.held.release(id), () -> post.held.release(id));
            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(post.spooled()).hasSize(i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void releaseAndDeleteAtOnceDoOneOfThem(Kind kind) throws Exception {
        Post post = post(kind);
        int released = 0;
        for (int i = 1; i <= 50; i++) {
            String id = hold(post, "Mail" + i, "bob@example.org");
            List<Boolean> done = together(() -> post.held.release(id), () -> post.held.delete(id));
            assertThat(done).containsExactlyInAnyOrder(true, false);
            released += done.get(0) ? 1 : 0;
            assertThat(post.spooled()).hasSize(released);
            assertThat(post.repository.size()).isEqualTo(released);
        }
    }

    @Test
    void listingWhileOthersDecideNeverFails() throws Exception {
        Post post = post(Kind.FILE);
        for (int i = 1; i <= 100; i++) {
            String id = hold(post, "Mail" + i, "bob@example.org");
            together(() -> post.held.delete(id), () -> post.waiting().size() <= 1);
        }
        assertThat(post.alarms.standing()).isEmpty();
    }

    private static List<Boolean> together(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            Future<Boolean> first = pool.submit(() -> {
                start.await();
                return one.call();
            });
            Future<Boolean> second = pool.submit(() -> {
                start.await();
                return other.call();
            });
            return List.of(first.get(), second.get());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void repositoryThatCannotBeReachedIsToldAndNothingIsLost() throws Exception {
        BrokenRepository repository = new BrokenRepository();
        Post post = new Post(repository);
        post.warden.answering(new Verdict.Hold(new Explanation("too many")));
        String id = hold(post, "Mail1", "bob@example.org");

        repository.broken.add(BrokenRepository.Part.RETRIEVE);
        assertThatThrownBy(() -> post.held.release(id)).isInstanceOf(StoreUnavailable.class);
        assertThat(post.waiting()).as("a list reads rows alone").hasSize(1);

        repository.broken.clear();
        assertThat(post.held.count()).isEqualTo(1);
        assertThat(post.spooled()).isEmpty();
        assertThat(post.held.release(id)).isTrue();
    }

    @Test
    void spoolThatCannotBeReachedLosesNothing() throws Exception {
        Post before = post(Kind.MEMORY);
        String id = hold(before, "Mail1", "bob@example.org");
        Post broken = new Post(before.repository, before.store, before.queue, new BrokenQueues());

        assertThatThrownBy(() -> broken.held.release(id)).isInstanceOf(StoreUnavailable.class);
        assertThat(broken.held.count()).isEqualTo(1);
        assertThat(before.held.release(id)).isTrue();
    }

    @Test
    void releasedMailThatCannotBeRemovedIsNotReleasedAgain() throws Exception {
        BrokenRepository repository = new BrokenRepository();
        Post post = new Post(repository);
        post.warden.answering(new Verdict.Hold(new Explanation("too many")));
        String id = hold(post, "Mail1", "bob@example.org");
        repository.broken.add(BrokenRepository.Part.REMOVE);

        assertThat(post.held.release(id)).isTrue();
        assertThat(post.passed()).hasSize(1);
        assertThat(post.held.release(id)).isFalse();
        assertThat(post.alarms.standing()).extracting(Alarm::cause).containsExactly("held-mail-not-removed");

        repository.broken.clear();
        post.upkeep.run();
        assertThat(repository.size()).isZero();
        assertThat(post.waiting()).isEmpty();
        assertThat(post.alarms.standing()).isEmpty();
    }

    @Test
    void releasesOrDeletesAllMailOfAnIncident() throws Exception {
        Post post = post(Kind.MEMORY);
        post.warden.answering(new Verdict.Hold(new Explanation("too many"), Optional.of("i1")));
        hold(post, "Mail1", "bob@example.org");
        hold(post, "Mail2", "bob@example.org");
        post.warden.answering(new Verdict.Hold(new Explanation("too many"), Optional.of("i2")));
        hold(post, "Mail3", "bob@example.org");

        assertThat(post.held.releaseAll("i1")).isEqualTo(2);
        assertThat(post.held.releaseAll("i1")).isZero();
        assertThat(post.passed()).hasSize(2);
        assertThat(post.held.deleteAll("i2")).isEqualTo(1);
        assertThat(post.held.deleteAll("i2")).isZero();
        assertThat(post.repository.size()).isZero();
        assertThat(post.spooled()).isEmpty();
    }
}
