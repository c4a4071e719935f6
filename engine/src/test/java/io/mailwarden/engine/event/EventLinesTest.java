package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.EventLines.BadLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {

    private static final String LOGIN =
            """
            {"kind":"login","time":"2026-05-03T06:50:03.768Z","account":"Bob@Example.org","protocol":"imap",\
            "ip":"198.51.100.7","outcome":"accepted",\
            "client":"\\"name\\" \\"Thunderbird\\" \\"version\\" \\"128.0\\"",\
            "geo":{"country":"NO","lat":59.9,"lon":10.7,"accuracyKm":20,"asn":2119,"asnName":"Telenor",\
            "network":"hosting"}}""";

    private static final String MESSAGE =
            """
            {"kind":"message","time":"2026-05-03T06:51:00Z","account":"bob@example.org","ip":"2001:db8::1",\
            "messageId":"<a@b>","recipients":["C@example.net","c@example.net","d@example.net"],"subject":"Æ",\
            "bytes":1234,"urls":["https://example.com/"],\
            "attachments":[{"name":"a.pdf","type":"Application/PDF","bytes":99}]}""";

    private static final String MARKED =
            """
            {"kind":"login","time":"2026-05-03T06:50:03Z","account":"bob","outcome":"refused","passwordMark":4095}""";

    private static final String SCANNED =
            """
            {"kind":"message","time":"2026-05-03T06:51:00Z","account":"bob","from":["Bob@Example.org "," "],\
            "replyTo":["other@example.com","OTHER@example.com"],"fingerprint":"8F3c00aa17e4b2d8","scan":"suspicious"}""";

    private static final String REPORT =
            """
            {"kind":"delivery-report","time":"2026-05-03T06:56:10Z","account":"bob@example.org",\
            "recipient":"C@example.net","status":"5.1.1","originalMessageId":"<a@b>"}""";

    private static final String PHISHING =
            """
            {"kind":"phishing-received","time":"2026-05-03T07:01:00Z","account":"bob@example.org","ip":"203.0.113.9"}""";

    private static final String WHOLE_LOGIN =
            """
            {"kind":"login","time":"2026-05-03T06:50:03Z","account":"bob@example.org","protocol":"imap",\
            "outcome":"accepted","ip":"198.51.100.7","tls":true,"session":"42","delegate":"Carol@Example.org"}""";

    private static final String SEEN =
            """
            {"kind":"client-seen","time":"2026-05-03T06:50:04Z","account":"bob@example.org","session":"42",\
            "client":"\\"name\\" \\"Thunderbird\\""}""";

    private final Map<Long, Event> events = new TreeMap<>();
    private final List<BadLine> bad = new ArrayList<>();

    private void read(byte[] bytes) throws IOException {
        EventLines.read(new ByteArrayInputStream(bytes), (event, line) -> events.put(line, event), bad::add);
    }

    private void read(String text) throws IOException {
        read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String line, String field, String value) {
        return line.substring(0, line.length() - 1) + ",\"" + field + "\":" + value + "}";
    }

    @Test
    void readsLogin() {
        Geo geo = new Geo(
                Optional.of("NO"),
                Optional.of(new Position(59.9, 10.7)),
                OptionalDouble.of(20),
                OptionalLong.of(2119),
                Optional.of("Telenor"),
                Optional.of("hosting"));
        Login.Source source = new Login.Source(
                Address.parse("198.51.100.7").orElseThrow(),
                new Client("Thunderbird", "128.0", ""),
                false,
                "",
                Optional.of(geo));
        assertThat(EventLines.parse(LOGIN))
                .isEqualTo(new Login(
                        Instant.parse("2026-05-03T06:50:03.768Z"),
                        new Account("bob@example.org"),
                        Protocol.IMAP,
                        Login.Outcome.ACCEPTED,
                        Optional.of(source),
                        Login.Secret.NONE));
    }

    @Test
    void readsMessageWithEachRecipientOnce() {
        assertThat(EventLines.parse(MESSAGE))
                .isEqualTo(new Message(
                        Instant.parse("2026-05-03T06:51:00Z"),
                        new Account("bob@example.org"),
                        Address.parse("2001:db8::1"),
                        Optional.empty(),
                        List.of("c@example.net", "d@example.net"),
                        new Message.Content(
                                "<a@b>",
                                "Æ",
                                1234,
                                List.of("https://example.com/"),
                                List.of(new Message.Attachment("a.pdf", "application/pdf", 99)),
                                Message.Sender.UNKNOWN,
                                OptionalLong.empty(),
                                Optional.empty())));
    }

    @Test
    void readsMarkOfThePassword() {
        assertThat(EventLines.parse(MARKED)).isInstanceOfSatisfying(Login.class, login -> assertThat(
                        login.secret().marker())
                .hasValue(4095));
    }

    @Test
    void readsWhatWasFoundInAMessage() {
        assertThat(EventLines.parse(SCANNED))
                .isInstanceOfSatisfying(Message.class, message -> assertThat(message.content())
                        .isEqualTo(new Message.Content(
                                "",
                                "",
                                0,
                                List.of(),
                                List.of(),
                                new Message.Sender(List.of("bob@example.org"), List.of("other@example.com")),
                                OptionalLong.of(0x8F3C00AA17E4B2D8L),
                                Optional.of(Message.Scan.SUSPICIOUS))));
    }

    @Test
    void readsDeliveryReport() {
        assertThat(EventLines.parse(REPORT))
                .isEqualTo(new DeliveryReport(
                        Instant.parse("2026-05-03T06:56:10Z"),
                        new Account("bob@example.org"),
                        "c@example.net",
                        "5.1.1",
                        "<a@b>"));
        assertThat(EventLines.parse(REPORT.replace(",\"originalMessageId\":\"<a@b>\"", "")))
                .isInstanceOfSatisfying(DeliveryReport.class, report -> assertThat(report.originalMessageId())
                        .isEmpty());
    }

    @Test
    void readsPhishingReceived() {
        assertThat(EventLines.parse(PHISHING))
                .isEqualTo(new PhishingReceived(
                        Instant.parse("2026-05-03T07:01:00Z"),
                        new Account("bob@example.org"),
                        Address.parse("203.0.113.9").orElseThrow()));
    }

    @Test
    void eachKindNamesWhatItLacks() {
        assertThatThrownBy(() -> EventLines.parse(PHISHING.replace("\"ip\"", "\"other\"")))
                .hasMessage("ip: expected in every line of its kind");
        assertThatThrownBy(() -> EventLines.parse(REPORT.replace("\"status\"", "\"other\"")))
                .hasMessage("status: expected in every line of its kind");
        assertThatThrownBy(() -> EventLines.parse(REPORT.replace("C@example.net", " ")))
                .hasMessage("recipient: expected an address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2.0.0", "5", "5.1", "5.1.1.1", "5.1111.1", "6.1.1", "5.1.1 (no)"})
    void reportsTellOfFailuresOnly(String status) {
        assertThatThrownBy(() -> EventLines.parse(REPORT.replace("5.1.1", status)))
                .hasMessage("status: expected 4.x.x or 5.x.x, such as 5.1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fingerprint|\"8f3c\"|fingerprint: expected 16 hexadecimal digits",
                "fingerprint|\"+f3c00aa17e4b2d8\"|fingerprint: expected 16 hexadecimal digits",
                "fingerprint|17|fingerprint: expected text",
                "scan|\"spam\"|scan: expected clean, suspicious or malicious",
                "from|\"a@b\"|from: expected a list",
                "replyTo|[{}]|replyTo: expected text",
            })
    void saysWhatIsWrongWithAMessage(String field, String value, String problem) {
        assertThatThrownBy(() -> EventLines.parse(with(MESSAGE, field, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void mostOfALineMayBeAbsentOrNull() {
        String message = "{\"kind\":\"message\",\"time\":\"2026-05-03T06:51:00Z\",\"account\":\"bob\",\"subject\":null,"
                + "\"geo\":null,\"recipients\":null,\"attachments\":null}";

        assertThat(EventLines.parse(message))
                .isEqualTo(new Message(
                        Instant.parse("2026-05-03T06:51:00Z"),
                        new Account("bob"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Message.Content.UNREADABLE));
        assertThat(EventLines.parse("{\"kind\":\"login\",\"time\":\"2026-05-03T06:51:00Z\",\"account\":\"bob\","
                        + "\"outcome\":\"refused\",\"ip\":\"192.0.2.1\",\"geo\":{}}"))
                .isInstanceOfSatisfying(
                        Login.class, login -> assertThat(login.protocol()).isEqualTo(Protocol.OTHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "null", "[[{\"kind\":[]}],2]", "{\"time\":{\"account\":3}}", "1e999999999"})
    void unknownFieldsAreIgnored(String value) {
        assertThat(EventLines.parse(with(LOGIN, "other", value))).isEqualTo(EventLines.parse(LOGIN));
    }

    @Test
    void unknownNetworkIsAbsent() {
        String line = LOGIN.replace("\"hosting\"", "\"residential\"");

        assertThat(EventLines.parse(line)).isInstanceOfSatisfying(Login.class, login -> assertThat(
                        login.source().orElseThrow().geo().orElseThrow().network())
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls|\"yes\"|tls: expected true or false",
                "kind|\"logout\"|kind: expected login, client-seen, message, delivery-report or phishing-received",
                "time|\"yesterday\"|time: expected ISO 8601 such as 2026-05-03T06:50:03.768Z",
                "time|\"+1000000000-12-31T23:59:59Z\"|time: expected a year from 1970 to 9999",
                "time|\"-1000000000-01-01T00:00:00Z\"|time: expected a year from 1970 to 9999",
                "time|1777791003|time: expected text",
                "account|\" \"|account must be 1 to 320 printable characters: ",
                "outcome|\"maybe\"|outcome: expected accepted, refused or blocked",
                "ip|\"mail.example.org\"|ip: expected an IP address",
                "geo|\"NO\"|geo: expected an object",
                "geo|{\"country\":\"Norway\"}|geo.country: expected two letters",
                "geo|{\"lat\":\"59.9\"}|geo.lat: expected a number",
                "geo|{\"lat\":91,\"lon\":0}|not a position: 91.0, 0.0",
                "geo|{\"lat\":1e400,\"lon\":0}|not a position: Infinity, 0.0",
                "geo|{\"accuracyKm\":-1}|geo.accuracyKm: expected 0 to half the Earth's circumference",
                "geo|{\"asn\":-1}|geo.asn: expected a whole number, 0 or more",
                "bytes|1.5|bytes: expected a whole number, 0 or more",
                "bytes|99999999999999999999999|bytes: expected a whole number, 0 or more",
                "recipients|\"a@b\"|recipients: expected a list",
                "recipients|[1]|recipients: expected text",
                "passwordMark|4096|passwordMark: expected 0 to 4095",
                "passwordMark|-1|passwordMark: expected a whole number, 0 or more",
            })
    void saysWhatIsWrong(String field, String value, String problem) {
        assertThatThrownBy(() -> EventLines.parse(with(LOGIN, field, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem.strip());
    }

    @Test
    void badLinesAreNamedByNumberAndTheRestIsRead() throws IOException {
        read("\uFEFF" + LOGIN + "\r\n\n{\"kind\":\"login\"}\nnot json\n[]\n" + LOGIN + " {}\n" + MESSAGE);

        assertThat(events).containsOnlyKeys(1L, 7L);
        assertThat(bad).extracting(BadLine::number).containsExactly(3L, 4L, 5L, 6L);
        assertThat(bad.get(0).problem()).isEqualTo("time: expected in every line of its kind");
        assertThat(bad.get(1).problem()).startsWith("not JSON: ");
    }

    @Test
    void lineThatNeverEndsIsSkippedInBoundedMemory() throws IOException {
        String endless = "[".repeat(EventLines.MAX_LENGTH + 10);

        read(endless + "\n" + MESSAGE + "\n" + with(MESSAGE, "x", "[".repeat(100_000)));

        assertThat(events).containsOnlyKeys(2L);
        assertThat(bad).extracting(BadLine::number).containsExactly(1L, 3L);
        assertThat(bad.get(0).problem()).isEqualTo("longer than 4194304 characters");
        assertThat(bad.get(1).problem()).isEqualTo("expected no more than 32 levels");
    }

    @Test
    void problemsAreShortAndPrintable() throws IOException {
        read("{\"\\u001b[2J\":\"" + "x".repeat(10_000) + "\u0007\"}\n{\"kind\":\"login\",\"account\":\"\\u0000"
                + "x".repeat(10_000) + "\",\"time\":\"2026-05-03T06:51:00Z\"}\n");

        assertThat(bad).hasSize(2).allSatisfy(line -> {
            assertThat(line.problem()).hasSizeLessThanOrEqualTo(200);
            assertThat(line.problem().chars()).noneMatch(Character::isISOControl);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGIN, MESSAGE, MARKED, SCANNED, REPORT, PHISHING, WHOLE_LOGIN, SEEN})
    void whatIsWrittenReadsBackTheSame(String line) {
        Event event = EventLines.parse(line);

        String written = EventLines.write(event);

        assertThat(written).doesNotContain("\n");
        assertThat(EventLines.parse(written)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.org", "host 7", "\"name\" \"A\" \"os\" \"B\"", ""})
    void clientReadsBackTheSame(String raw) {
        Login login = (Login) EventLines.parse(LOGIN);
        Login.Source source = login.source().orElseThrow();
        Login other = new Login(
                login.at(),
                login.account(),
                login.protocol(),
                login.outcome(),
                Optional.of(new Login.Source(source.address(), Client.parse(raw), false, "", source.geo())),
                login.secret());

        assertThat(EventLines.parse(EventLines.write(other))).isEqualTo(other);
    }

    @Test
    void loginTellsItsSession() {
        Login login = (Login) EventLines.parse(WHOLE_LOGIN);

        assertThat(login.source()).hasValueSatisfying(source -> {
            assertThat(source.tls()).isTrue();
            assertThat(source.session()).isEqualTo("42");
        });
        assertThat(login.secret().delegate()).contains(new Account("carol@example.org"));
    }

    @Test
    void clientThatIsSeenLaterTellsItsSession() {
        ClientSeen seen = new ClientSeen(
                Instant.parse("2026-05-03T06:50:04Z"),
                new Account("bob@example.org"),
                "42",
                new Client("Thunderbird", "", ""));

        assertThat(EventLines.parse(SEEN)).isEqualTo(seen);
    }

    @Test
    void nothingInAFileMakesItThrow() throws IOException {
        Random random = new Random(20261121);
        byte[] sample =
                String.join("\n", LOGIN, MESSAGE, SCANNED, REPORT, PHISHING, "").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = sample.clone();
            int changes = 1 + random.nextInt(8);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read(bytes);
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            read(noise);
        }
        assertThat(events).isNotEmpty();
        assertThat(bad).hasSizeGreaterThan(20_000);
    }
}
