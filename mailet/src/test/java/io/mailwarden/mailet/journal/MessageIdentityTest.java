package io.mailwarden.mailet.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.MessageSummary;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalEntry.ContentHashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessageIdentityTest {

    private static final String HEAD =
            """
            Message-ID: <1@example.org>\r
            From: Bob <bob@example.org>\r
            Date: Sun, 3 May 2026 08:50:03 +0200\r
            Subject: Lunch\r
             today?\r
            Bcc: eve@example.net\r
            """;
    private static final String BODY = "\r\nAt noon?\r\n\r\nBob\r\n";

    private static MessageIdentity of(String message) {
        try {
            return MessageIdentity.of(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JournalEntry journaled(String message) {
        MessageIdentity identity = of(message);
        return new JournalEntry(
                "1",
                new Account("bob@example.org"),
                Instant.EPOCH,
                identity.messageId(),
                new MessageSummary("", List.of(), "", 1),
                new ContentHashes(OptionalLong.empty(), "", identity.digest()),
                "");
    }

    private static boolean copy(String delivered, String sent) {
        return of(delivered).isCopyOf(journaled(sent));
    }

    @Test
    void headersThatDeliveryAddsOrRemovesDoNotMatter() {
        String delivered = "Return-Path: <bob@example.org>\r\nReceived: from a\r\n\tby b\r\n"
                + HEAD.replace("Bcc: eve@example.net\r\n", "").replace("Lunch\r\n today?", "Lunch today?")
                + "Delivered-To: carol@example.org\r\n" + BODY;

        assertThat(copy(delivered, HEAD + BODY)).isTrue();
        assertThat(copy((HEAD + BODY).replace("\r\n", "\n") + "\n\n", HEAD + BODY))
                .isTrue();
    }

    @Test
    void anotherSendersMessageWithTheSameIdAndSubjectIsAnother() {
        assertThat(copy(HEAD.replace("bob@", "eve@") + BODY, HEAD + BODY)).isFalse();
        assertThat(copy(HEAD.replace("08:50", "08:51") + BODY, HEAD + BODY)).isFalse();
        assertThat(copy(HEAD + BODY.replace("noon", "one"), HEAD + BODY)).isFalse();
        assertThat(copy(HEAD + BODY.replace("\r\n\r\nBob", "\r\nBob"), HEAD + BODY))
                .isFalse();
        assertThat(copy(HEAD.replace("<1@", "<2@") + BODY, HEAD + BODY)).isFalse();
        assertThat(copy(HEAD.replace("Lunch", "Dinner") + BODY, HEAD + BODY)).isFalse();
    }

    @Test
    void messageWithoutIdIsKnownWhetherAServerAddsOneOrNot() {
        String without = HEAD.replace("Message-ID: <1@example.org>\r\n", "") + BODY;

        assertThat(copy(without, without)).isTrue();
        assertThat(copy(HEAD + BODY, without)).isTrue();
        assertThat(copy(without, HEAD + BODY)).isFalse();
    }

    @Test
    void messageWithoutDateIsKnownWhetherAServerAddsOneOrNot() {
        String undated = HEAD.replace("Date: Sun, 3 May 2026 08:50:03 +0200\r\n", "") + BODY;
        String bare = undated.replace("Message-ID: <1@example.org>\r\n", "");

        assertThat(copy(undated, undated)).isTrue();
        assertThat(copy(HEAD + BODY, undated)).isTrue();
        assertThat(copy("MIME-Version: 1.0\r\n" + HEAD + BODY, bare))
                .as("both were added")
                .isTrue();
        assertThat(copy(undated, HEAD + BODY)).as("no server takes one away").isFalse();
        assertThat(copy(HEAD + BODY.replace("noon", "one"), undated)).isFalse();
        assertThat(copy(HEAD.replace("bob@", "eve@") + BODY, undated)).isFalse();
        assertThat(copy(HEAD.replace("<1@", "<2@") + BODY, undated)).isFalse();
    }

    @Test
    void aSubmissionIsKnownByTheSameDigestAsItsCopies() {
        for (String message : List.of(HEAD + BODY, HEAD.replaceAll("Date: .*\r\n", "") + BODY, "x")) {
            byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
            MessageDigester submission = MessageDigester.ofSubmission();
            submission.update(bytes, 0, bytes.length);

            assertThat(submission.identity().digest()).isEqualTo(of(message).digest());
        }
    }

    @Test
    void onlyTheFirstOfAHeaderCounts() {
        assertThat(copy("Subject: Other\r\n" + HEAD + BODY, HEAD + BODY)).isFalse();
        assertThat(copy(HEAD + "Subject: Other\r\n" + BODY, HEAD + BODY)).isTrue();
    }

    @Test
    void strangeMessagesHaveAnIdentityToo() {
        for (String strange : List.of("", "\r\n", "no header at all", ": \r\n\r\nx", "Subject", "\r\n\r\n\n\n", "\0")) {
            assertThat(copy(strange, strange)).as(strange).isTrue();
        }
        String huge = "Subject: " + "x".repeat(300_000) + "\r\n\r\n" + "\n".repeat(100_000) + "y";
        assertThat(copy(huge, huge)).isTrue();
    }

    @Test
    void howTheBytesComeDoesNotMatter() {
        byte[] bytes = (HEAD + BODY + "x".repeat(20_000) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        MessageIdentity whole = of(new String(bytes, StandardCharsets.ISO_8859_1));

        for (int size : new int[] {1, 2, 3, 7, 64, 1_000, 8_192, bytes.length}) {
            MessageDigester digester = MessageDigester.ofCopy();
            for (int from = 0; from < bytes.length; from += size) {
                digester.update(bytes, from, Math.min(size, bytes.length - from));
            }
            assertThat(digester.identity()).as("in pieces of " + size).isEqualTo(whole);
        }
    }
}
