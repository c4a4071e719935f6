package io.mailwarden.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import io.mailwarden.owner.LockLinks.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockLinksTest {

    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00.123456Z");
    private static final OwnerNotice NOTICE = notice("bob@example.org", NOON);

    private final LockLinks links = new LockLinks(key(1));
    private final String token = links.token(NOTICE);

    private static byte[] key(int first) {
        byte[] key = new byte[LockLinks.KEY_BYTES];
        key[0] = (byte) first;
        return key;
    }

    private static OwnerNotice notice(String account, Instant login) {
        return OwnerNotice.raised(
                "00112233445566778899aabbccddeeff",
                new Account(account),
                new NoticedLogin(login, "NG", "Lagos", "", "", "", "imap"),
                NOON,
                NOON.plus(Duration.ofDays(7)));
    }

    @Test
    void tokenNamesItsNotice() {
        assertThat(links.check(token, NOON)).map(Ticket::notice).contains(NOTICE.id());
        assertThat(links.check(token, NOON))
                .hasValueSatisfying(ticket -> assertThat(ticket.of(NOTICE)).isTrue());
        assertThat(token).hasSize(LockLinks.LENGTH).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void tokenSaysNothingAboutTheAccount() {
        String other = links.token(notice("alice@example.com", NOON));

        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("bob", "example");
        assertThat(other).hasSameSizeAs(token);
    }

    @Test
    void tokenIsBoundToAccountLoginAndEnd() {
        Ticket ticket = links.check(token, NOON).orElseThrow();

        assertThat(ticket.of(notice("eve@example.org", NOON))).isFalse();
        assertThat(ticket.of(notice("bob@example.org", NOON.plusSeconds(1)))).isFalse();
        OwnerNotice longer =
                OwnerNotice.raised(NOTICE.id(), NOTICE.account(), NOTICE.login(), NOON, NOON.plus(Duration.ofDays(8)));
        assertThat(ticket.of(longer)).isFalse();
    }

    @Test
    void tokenEnds() {
        assertThat(links.valid(token, NOTICE.expires().minusSeconds(1))).isTrue();
        assertThat(links.valid(token, NOTICE.expires())).isFalse();
    }

    @Test
    void eachCharacterCounts() {
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.valid(token.substring(0, i) + other + token.substring(i + 1), NOON))
                    .as("character %d", i)
                    .isFalse();
            assertThat(links.valid(token.substring(0, i), NOON))
                    .as("cut at %d", i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "==", "../../etc/passwd", "%00", "Ä", "a b", "AAAA"})
    void nonsenseIsNoToken(String nonsense) {
        assertThat(links.valid(nonsense, NOON)).isFalse();
        assertThat(links.valid(token + nonsense + "A", NOON)).isFalse();
    }

    @Test
    void tokenOfAnotherKeyIsForged() {
        assertThat(links.valid(new LockLinks(key(2)).token(NOTICE), NOON)).isFalse();
        assertThatThrownBy(() -> new LockLinks(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stampIsNoTokenAndTokenNoStamp() {
        String stamp = links.stamp(token, NOON);

        assertThat(links.valid(stamp, NOON)).isFalse();
        assertThat(links.valid(stamp.substring(stamp.indexOf('.') + 1), NOON)).isFalse();
        assertThat(links.seen(token, NOON.getEpochSecond() + "." + token, NOON.plusSeconds(9)))
                .isFalse();
    }

    @Test
    void whoPressesFasterThanHeCanReadHasNotSeenThePage() {
        String stamp = links.stamp(token, NOON);

        assertThat(links.seen(token, stamp, NOON)).isFalse();
        assertThat(links.seen(token, stamp, NOON.plusSeconds(1))).isFalse();
        assertThat(links.seen(token, stamp, NOON.plusSeconds(2))).isTrue();
        assertThat(links.seen(token, stamp, NOON.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(links.seen(token, stamp, NOON.plus(Duration.ofMinutes(61)))).isFalse();
        assertThat(links.seen(token, stamp, NOON.minusSeconds(60))).isFalse();
    }

    @Test
    void stampIsBoundToItsTokenAndTime() {
        String stamp = links.stamp(token, NOON);
        String other = links.token(notice("eve@example.org", NOON));
        Optional<String> mac = Optional.of(stamp.substring(stamp.indexOf('.')));

        assertThat(links.seen(other, stamp, NOON.plusSeconds(9))).isFalse();
        assertThat(links.seen(token, NOON.getEpochSecond() - 60 + mac.orElseThrow(), NOON))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".A", "1234567890123456789.AAAA", "-1.AAAA", "1e9.AAAA", "١٢٣.AAAA", "1.=="})
    void nonsenseIsNoStamp(String nonsense) {
        assertThat(links.seen(token, nonsense, NOON)).isFalse();
    }
}
