package io.mailwarden.engine.profile.hand;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Client;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.event.Message.Hand;
import io.mailwarden.engine.event.Message.Sender;
import io.mailwarden.engine.fixtures.TestMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHandTest {

    private static final Hand MUTT = new Hand(new Client("Mutt", "2.2.12", ""), false);

    private static MessageHand hand(String messageId, Optional<Hand> hand) {
        Message.Content content = TestMessage.to("friend@house.example")
                .id(messageId)
                .headers(new Sender(List.of("alice@post.example.org"), List.of(), hand, List.of()))
                .content();
        return MessageHand.of(new Message(
                Instant.EPOCH,
                new Account("alice@example.com"),
                Optional.empty(),
                Optional.empty(),
                List.of("friend@house.example"),
                content));
    }

    /** What changes from one message to the next is gone; what differs between programs is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6fa459ea-ee8a-3ca4-894e-db77e160355e | u",
                "00000000-1111-2222-3333-444444444444 | u",
                "6FA459EA-EE8A-3CA4-894E-DB77E160355E | U",
                "CAGtsujBdURZUYunY9gYzsw3=P9dCpi0+4k5ym44pyDhjy-nQxZ | CA*",
                "CA-tsujBdURZUYunY9gYzsw3_P9dCpi0+4k5ym44pyDhjy=nQxZ | CA*",
                "20190524192304.GB2270453 | D.w",
                "20190524192309.6359-1-first.last | D.d-d-a",
                "20211208044103.405292-12-bob | D.d-d-a",
                "YjIYNjq8b7Ar/+Gt | w",
                "YSfFdQLzZkZ4Inxf | w",
                "000001d5125a$3ce3e1c0$b6aba540$ | w$w$w$",
                "00000123$45678901$b6aba540$ | w$w$w$",
                "871rpjir34.fsf | w.a",
                "87k0fke42s.wl-bob%bob | w.a",
                "1725412345.12.1558725909000 | d.d.d",
                "AM0PR04MB1234ABCD | w",
            })
    void formIsWhatStaysOfAProgramsIds(String left, String form) {
        assertThat(hand("<" + left + "@host.example>", Optional.empty()).form()).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "post.example.org,=",
        "example.org,=",
        "smtp.post.example.org,=",
        "EXAMPLE.COM,=",
        "org,org",
        "mail.partner.co.uk,partner.co.uk",
        "box1.corp.example.net,example.net",
        "laptop-7.local,laptop-#",
        "laptop-12.fritz.box,laptop-#",
        "laptop,laptop",
        "[192.0.2.1],#",
        "192.0.2.1,#",
        "2001:db8::1,#",
    })
    void domainIsTheWritersOwnOrTheRegistrableOne(String host, String domain) {
        assertThat(hand("<1@" + host + ">", Optional.empty()).domain()).isEqualTo(domain);
    }

    @Test
    void programIsWhatTheHeadersNameWhateverItsVersion() {
        assertThat(hand("<1@a.example>", Optional.of(MUTT)).program()).isEqualTo("Mutt");
        assertThat(hand("<1@a.example>", Optional.of(new Hand(Client.UNKNOWN, false)))
                        .program())
                .isEqualTo(MessageHand.UNNAMED);
        assertThat(hand("<1@a.example>", Optional.empty()).program()).isEmpty();
    }

    @Test
    void whatIsAnothersHeadSaysNothing() {
        Hand forwarded = new Hand(MUTT.program(), true);

        assertThat(hand("<1@a.example>", Optional.of(forwarded)).isUntold()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "@", "<@>", "<a", "a>", "> <", "<<<", "no id", "\u00e6@\u00f8", "-@-", "<a@b@c>"})
    void anyIdIsRead(String id) {
        for (int times : new int[] {1, 3, 100_000}) {
            MessageHand hand = hand(id.repeat(times), Optional.of(MUTT));

            assertThat(hand.form()).hasSizeLessThanOrEqualTo(IdForm.LONGEST);
            assertThat(hand.domain()).hasSizeLessThanOrEqualTo(253);
        }
    }
}
