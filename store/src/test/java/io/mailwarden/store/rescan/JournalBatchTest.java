package io.mailwarden.store.rescan;

import static io.mailwarden.engine.fixtures.Journaled.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JournalBatchTest {

    private static final Account BOB = new Account("bob@example.org");

    @Test
    void readsWhatItWrote() throws IOException {
        JournalEntry odd = new JournalEntry(
                "odd",
                BOB,
                Instant.EPOCH.minusSeconds(5),
                "",
                new MessageSummary("", List.of(), "Grüße", 0),
                new ContentHashes(OptionalLong.of(Long.MIN_VALUE), "00ff", "ABC"),
                "elsewhere");
        JournalEntry within =
                new JournalEntry("id", BOB, Instant.EPOCH, "<1@x>", odd.summary(), ContentHashes.NONE, "s1:17:3000");
        List<JournalEntry> batch = List.of(message(BOB, 1, OptionalLong.of(-7), "abc0"), odd, within);

        assertThat(JournalBatch.read("s1", JournalBatch.write("s1", batch))).isEqualTo(batch);
    }

    @Test
    void refusesWhatIsDamaged() {
        byte[] whole = JournalBatch.write("s1", List.of(message(BOB, 1), message(BOB, 2)));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JournalBatch.read("s1", cut)).isInstanceOf(IOException.class);
        }
        for (int i = 0; i < whole.length - 1; i++) {
            byte[] bent = whole.clone();
            bent[i] ^= 0x55;
            assertThatThrownBy(() -> JournalBatch.read("s1", bent)).isInstanceOf(IOException.class);
        }
    }
}
