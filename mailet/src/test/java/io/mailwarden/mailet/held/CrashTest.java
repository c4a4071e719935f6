package io.mailwarden.mailet.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.detect.Explanation;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.held.InMemoryHeldStore;
import io.mailwarden.engine.verdict.Verdict;
import io.mailwarden.mailet.Mails;
import io.mailwarden.mailet.Post;
import io.mailwarden.mailet.Submission;
import io.mailwarden.mailet.held.Quarantine.Suspect;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue.Type;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

/**
 * Whatever the step at which the process dies, before or after its effect, and whether the spool outlives it or not:
 * nothing is lost, and nothing is delivered twice.
 */
class CrashTest {

    private static final int MOST_STEPS = 60;

    /** What outlives processes: repository, rows, the outside world, and, in some Jameses, the spool. */
    private static final class World {
        final MemoryMailRepository repository = new MemoryMailRepository();
        final HeldStore store = new InMemoryHeldStore();
        final List<String> delivered = new ArrayList<>();
        MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
        MemoryCacheableMailQueue queue = queues.createQueue(MailQueueFactory.SPOOL);

        Post process(Steps steps) {
            Post post = new Post(
                    steps.watch(MailRepository.class, repository), steps.watch(HeldStore.class, store), queue, queues);
            post.warden.answering(new Verdict.Hold(new Explanation("too many"), Optional.of("i1")));
            return post;
        }

        void loseSpool() {
            queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory());
            queue = queues.createQueue(MailQueueFactory.SPOOL);
        }

        /** A spool that takes a mail out only when it was processed to its end. */
        void work(Post post) throws Exception {
            List<Mail> mails = post.spooled();
            for (Mail mail : mails) {
                MailImpl item = MailImpl.duplicate(mail);
                item.setName(mail.getName());
                post.outbound.service(item);
                if (!item.getState().equals(Mail.GHOST)) {
                    delivered.addAll(Submission.recipients(item));
                }
                queue.remove(Type.Name, mail.getName());
            }
        }
    }

    private interface Work {
        void in(World world, Post post) throws Exception;
    }

    private interface Check {
        void of(World world, Post post) throws Exception;
    }

    /** Does the work in processes that die at one step each, and checks what the next process makes of it. */
    private static void killAtEachStep(boolean spoolLasts, Work before, Work work, Check check) throws Exception {
        for (boolean early : new boolean[] {true, false}) {
            boolean died = true;
            for (int step = 1; died; step++) {
                assertThat(step).as("steps").isLessThan(MOST_STEPS);
                World world = new World();
                before.in(world, world.process(Steps.endless()));
                Steps steps = new Steps(step, early);
                Post dying = world.process(steps);
                died = dies(() -> work.in(world, dying));
                if (!spoolLasts) {
                    world.loseSpool();
                }
                Post next = world.process(Steps.endless());
                next.clock.advance(Duration.ofSeconds(30));
                settle(world, next);
                try {
                    check.of(world, next);
                } catch (AssertionError e) {
                    throw new AssertionError((early ? "before " : "after ") + "the last of " + steps.taken, e);
                }
            }
        }
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static boolean dies(Attempt attempt) throws Exception {
        try {
            attempt.make();
            return false;
        } catch (Steps.Killed e) {
            return true;
        }
    }

    private static void settle(World world, Post post) throws Exception {
        for (int i = 0; i < 5; i++) {
            post.upkeep.run();
            world.work(post);
            post.clock.advance(Duration.ofMinutes(30));
        }
    }

    private static void submit(World world, Post post) throws Exception {
        world.queue.enQueue(Mails.submitted("Mail1", "carol@example.net", "dave@example.com"));
        world.work(post);
    }

    private static String only(Post post) {
        assertThat(post.waiting()).hasSize(1);
        return post.waiting().get(0).id();
    }

    @Test
    void holdingIsDoneOnceOnASpoolThatLasts() throws Exception {
        killAtEachStep(true, (world, post) -> {}, CrashTest::submit, (world, post) -> {
            assertThat(world.delivered).isEmpty();
            assertThat(post.waiting()).hasSize(1);
            assertThat(world.repository.size()).isEqualTo(1);
            assertThat(post.waiting().get(0).decision().incident()).contains("i1");
        });
    }

    @Test
    void keptMailIsListedWhenTheSpoolIsLost() throws Exception {
        killAtEachStep(false, (world, post) -> {}, CrashTest::submit, (world, post) -> {
            assertThat(world.delivered).isEmpty();
            assertThat(post.waiting()).hasSize((int) world.repository.size());
        });
    }

    // Until it is let through; from then on it is in the hands of James.
    @Test
    void releaseIsFinishedOnceWhenTheSpoolIsLost() throws Exception {
        killAtEachStep(
                false,
                CrashTest::submit,
                (world, post) -> post.held.release(only(post)),
                CrashTest::deliveredOnceOrWaiting);
    }

    @Test
    void releaseIsFinishedOnceOnASpoolThatLasts() throws Exception {
        killAtEachStep(
                true,
                CrashTest::submit,
                (world, post) -> {
                    post.held.release(only(post));
                    world.work(post);
                },
                CrashTest::deliveredOnceOrWaiting);
    }

    @Test
    void releaseOfAnIncidentIsFinishedOnce() throws Exception {
        for (boolean lasts : new boolean[] {true, false}) {
            killAtEachStep(
                    lasts,
                    CrashTest::submit,
                    (world, post) -> assertThat(post.held.releaseAll("i1")).isEqualTo(1),
                    CrashTest::deliveredOnceOrWaiting);
        }
    }

    private static void deliveredOnceOrWaiting(World world, Post post) throws Exception {
        if (world.delivered.isEmpty()) {
            assertThat(post.held.release(only(post))).isTrue();
            settle(world, post);
        }
        assertThat(world.delivered).containsExactly("carol@example.net", "dave@example.com");
        assertThat(post.waiting()).isEmpty();
        assertThat(world.repository.size()).isZero();
        assertThat(post.alarms.standing()).isEmpty();
    }

    @Test
    void deletionIsFinishedOrNotBegun() throws Exception {
        killAtEachStep(
                true,
                CrashTest::submit,
                (world, post) -> assertThat(post.held.delete(only(post))).isTrue(),
                (world, post) -> {
                    assertThat(world.delivered).isEmpty();
                    assertThat(post.waiting()).hasSize((int) world.repository.size());
                });
    }

    @Test
    void copyIsKeptOnceHoweverOftenItIsTakenBack() throws Exception {
        killAtEachStep(true, (world, post) -> {}, (world, post) -> takeBack(post), (world, post) -> {
            takeBack(post);
            takeBack(post);
            assertThat(world.repository.size()).isEqualTo(1);
            HeldMessage message = post.waiting().get(0);
            assertThat(message.summary().recipients()).containsExactly("carol@example.org");
            assertThat(post.held.release(message.id())).isTrue();
            settle(world, post);
            assertThat(world.delivered).containsExactly("carol@example.org");
        });
    }

    private static void takeBack(Post post) {
        Suspect suspect = new Suspect(
                "<1@example.org> in INBOX of carol",
                new Account("bob@example.org"),
                "bob@example.org",
                List.of("carol@example.org"),
                "Lunch?",
                Optional.of("i1"),
                "look-alike link",
                "mailbox of carol@example.org");
        assertThat(post.quarantine.keep(
                        suspect, () -> new ByteArrayInputStream(Mails.TEXT.getBytes(StandardCharsets.UTF_8))))
                .isPresent();
    }

    @Test
    void expiryIsFinishedOrNotBegunAndNeverWithoutAnAlert() throws Exception {
        killAtEachStep(
                true,
                CrashTest::submit,
                (world, post) -> {
                    post.clock.advance(Duration.ofDays(24));
                    post.upkeep.run();
                    post.clock.advance(Duration.ofDays(7));
                    post.upkeep.run();
                },
                (world, post) -> {
                    assertThat(world.delivered).isEmpty();
                    assertThat(post.waiting()).hasSize((int) world.repository.size());
                });
    }
}
