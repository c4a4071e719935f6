package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.support.Text;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventLinesProperties {

    @Property
    void whatIsWrittenReadsBackTheSame(@ForAll("events") Event event) {
        String line = EventLines.write(event);

        assertThat(line).doesNotContain("\n", "\r");
        assertThat(EventLines.parse(line)).isEqualTo(event);
    }

    @Provide
    Arbitrary<Event> events() {
        return Arbitraries.oneOf(List.of(logins(), seen(), messages(), reports(), phishing()));
    }

    private static Arbitrary<Event> logins() {
        Arbitrary<Login.Secret> secrets = Arbitraries.integers()
                .between(0, Login.HIGHEST_MARK)
                .map(OptionalInt::of)
                .injectNull(0.2)
                .flatMap(mark -> accounts()
                        .optional()
                        .map(delegate -> new Login.Secret(mark == null ? OptionalInt.empty() : mark, delegate)));
        Arbitrary<Login.Source> sources = Combinators.combine(
                        addresses(), clients(), Arbitraries.of(true, false), texts())
                .as((address, client, tls, session) ->
                        new Login.Source(address, client, tls, session, Optional.empty()));
        return Combinators.combine(
                        times(),
                        accounts(),
                        Arbitraries.of(Protocol.class),
                        Arbitraries.of(Login.Outcome.class),
                        sources.optional(),
                        secrets)
                .as(Login::new);
    }

    private static Arbitrary<Event> seen() {
        return Combinators.combine(times(), accounts(), texts(), clients()).as(ClientSeen::new);
    }

    private static Arbitrary<Client> clients() {
        return Arbitraries.oneOf(
                        texts(),
                        Arbitraries.of(
                                        "Mozilla ",
                                        "Thunderbird",
                                        " for Mac",
                                        " (Linux)",
                                        "/",
                                        " 7",
                                        "[",
                                        "\"name\" \"",
                                        "\"",
                                        "10.",
                                        "deadbeef01234567",
                                        " ",
                                        "v")
                                .list()
                                .ofMaxSize(8)
                                .map(parts -> String.join("", parts)))
                .map(Client::parse);
    }

    private static Arbitrary<Event> messages() {
        Arbitrary<Integer> members = Arbitraries.integers().between(0, Message.MOST_MEMBERS);
        return Combinators.combine(times(), accounts(), addresses().optional(), mailAddresses(), members, contents())
                .as((at, account, source, to, more, content) ->
                        new Message(at, account, source, Optional.empty(), to, more, content));
    }

    private static Arbitrary<Message.Content> contents() {
        Arbitrary<Message.Attachment> attachments = Combinators.combine(
                        texts(), texts().map(type -> type.toLowerCase(Locale.ROOT)), sizes())
                .as(Message.Attachment::new);
        Arbitrary<Message.Sender> senders =
                Combinators.combine(mailAddresses(), mailAddresses()).as(Message.Sender::new);
        Arbitrary<OptionalLong> fingerprints = Arbitraries.longs().optional().map(print -> print.map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
        return Combinators.combine(
                        texts(),
                        texts(),
                        sizes(),
                        texts().list().ofMaxSize(3),
                        attachments.list().ofMaxSize(3),
                        senders,
                        fingerprints,
                        Arbitraries.of(Message.Scan.class).optional())
                .as(Message.Content::new);
    }

    private static Arbitrary<Event> reports() {
        Arbitrary<Integer> detail = Arbitraries.integers().between(0, 999);
        Arbitrary<String> statuses = Combinators.combine(Arbitraries.of(4, 5), detail, detail)
                .as((kind, subject, code) -> kind + "." + subject + "." + code);
        return Combinators.combine(times(), accounts(), texts().map("r"::concat), statuses, texts())
                .as(DeliveryReport::new);
    }

    private static Arbitrary<Event> phishing() {
        return Combinators.combine(times(), accounts(), addresses()).as(PhishingReceived::new);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 253_402_300_799_000L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Account> accounts() {
        return Arbitraries.of("bob", "bob@example.org", "ænne@example.org").map(Account::new);
    }

    private static Arbitrary<Address> addresses() {
        Arbitrary<Byte> bytes = Arbitraries.bytes();
        return Arbitraries.of(4, 16)
                .flatMap(size -> bytes.array(byte[].class).ofSize(size))
                .map(Network::fromBytes)
                .map(EventLinesProperties::address);
    }

    private static Address address(InetAddress inet) {
        return Address.of(inet);
    }

    private static Arbitrary<List<String>> mailAddresses() {
        return texts().map(text -> "a" + text.toLowerCase(Locale.ROOT) + "@example.org")
                .list()
                .uniqueElements()
                .ofMaxSize(4);
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(0, 1L << 40);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('"', '\\', 'Æ', '日', '\u2028')
                .ofMaxLength(90)
                .map(text -> Text.printable(text, 90));
    }
}
