package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mailwarden.engine.support.Text;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What event lines tell of the hand that wrote a message, and of what it answers. */
class HandLinesTest {

    private static final String WRITTEN =
            """
            {"kind":"message","time":"2026-05-03T06:51:00Z","account":"bob","messageId":"<a@b>",\
            "hand":{"program":"Mozilla Thunderbird 128.0","another":true,"later":[1]}}""";

    private static final String PLAIN =
            """
            {"kind":"message","time":"2026-05-03T06:51:00Z","account":"bob","messageId":"<a@b>"}""";

    private static String with(String field, String value) {
        return PLAIN.substring(0, PLAIN.length() - 1) + ",\"" + field + "\":" + value + "}";
    }

    private static Optional<Message.Hand> hand(String line) {
        return EventLines.parse(line)
                .message()
                .flatMap(message -> message.content().sender().hand());
    }

    @Test
    void readsTheHandAndWritesItSo() {
        Message.Hand hand = new Message.Hand(new Client("Thunderbird", "128.0", ""), true);

        assertThat(hand(WRITTEN)).contains(hand);
        assertThat(hand(EventLines.write(EventLines.parse(WRITTEN)))).contains(hand);
        assertThat(hand(with("hand", "{}"))).contains(new Message.Hand(Client.UNKNOWN, false));
        assertThat(hand(EventLines.write(EventLines.parse(with("hand", "{}")))))
                .contains(new Message.Hand(Client.UNKNOWN, false));
        assertThat(hand(PLAIN)).isEmpty();
        assertThat(hand(with("hand", "null"))).isEmpty();
    }

    @Test
    void whatAHandCannotBeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLines.parse(with("hand", "\"Mutt\"")))
                .withMessage("hand: expected an object");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLines.parse(with("hand", "{\"program\":1}")))
                .withMessage("hand.program: expected text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLines.parse(with("hand", "{\"another\":\"x\"}")))
                .withMessage("hand.another: expected true or false");
        String endless = "x".repeat(100_000);
        assertThat(hand(with("hand", "{\"program\":\"" + endless + "\"}")))
                .hasValueSatisfying(hand -> assertThat(hand.program().family()).hasSize(Client.MAX_LENGTH));
    }

    private static List<Integer> bankAccounts(String line) {
        return EventLines.parse(line).message().orElseThrow().content().sender().bankAccounts();
    }

    @Test
    void readsWhichBankAccountsItNamesAndWritesItSo() {
        String line = with("bankAccounts", "[\"0000000A\",\"fffffffe\",\"0000000a\"]");

        assertThat(bankAccounts(line)).containsExactly(10, -2);
        assertThat(bankAccounts(EventLines.write(EventLines.parse(line)))).containsExactly(10, -2);
        assertThat(bankAccounts(PLAIN)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLines.parse(with("bankAccounts", "[\"DE89370400440532013000\"]")))
                .withMessage("bankAccounts: expected 8 hexadecimal digits");
    }

    @Test
    void readsWhatItAnswersAndWritesItSo() {
        long answered = Text.hash("<a@b>");
        String line = with("answers", "[\"" + HexFormat.of().toHexDigits(answered) + "\",\"00000000000000FF\"]");

        for (String told : List.of(line, EventLines.write(EventLines.parse(line)))) {
            assertThat(EventLines.parse(told)
                            .message()
                            .orElseThrow()
                            .content()
                            .sender()
                            .answers())
                    .containsExactly(answered, 255L);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLines.parse(with("answers", "[\"<a@b>\"]")))
                .withMessage("answers: expected 16 hexadecimal digits");
        String many = "\"0000000000000001\",".repeat(1_000);
        assertThat(EventLines.parse(with("answers", "[" + many + "\"0000000000000002\"]"))
                        .message()
                        .orElseThrow()
                        .content()
                        .sender()
                        .answers())
                .containsExactly(1L);
    }
}
