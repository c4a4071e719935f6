package io.mailwarden.engine.event;

import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The fields of one event line as they come in, until they are all there. */
final class EventDraft {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Set<String> NETWORKS = Set.of("hosting", "vpn", "tor", "malicious");
    // RFC 5322 2.1.1 for what stands in headers, RFC 5321 4.5.3.1 for addresses.
    private static final int LONGEST_HEADER = 998;
    private static final int LONGEST_ADDRESS = 320;
    private static final int FEW = 10;

    final Map<String, String> texts = new HashMap<>();
    final Map<String, Double> numbers = new HashMap<>();
    boolean hasGeo;
    boolean tls;
    boolean own;
    boolean hasHand;
    boolean another;
    long asn = -1;
    long bytes;
    long passwordMark = -1;
    List<String> recipients = List.of();
    long members;
    List<String> from = List.of();
    List<String> replyTo = List.of();
    List<String> answers = List.of();
    List<String> bankAccounts = List.of();
    List<String> urls = List.of();
    List<Message.Attachment> attachments = List.of();

    Event event() {
        Instant at = time();
        Account account = new Account(required("account"));
        return switch (required("kind")) {
            case "login" -> login(at, account);
            case "client-seen" -> new ClientSeen(at, account, header("session"), client());
            case "message" -> message(at, account);
            case "delivery-report" -> report(at, account);
            case "phishing-received" -> new PhishingReceived(at, account, requiredAddress());
            default ->
                throw new IllegalArgumentException(
                        "kind: expected login, client-seen, message, delivery-report or phishing-received");
        };
    }

    private Instant time() {
        Instant at = Times.parse(required("time"));
        // Sums with times further away overflow.
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("time: expected a year from 1970 to 9999");
        }
        return at;
    }

    private Login login(Instant at, Account account) {
        Protocol protocol = Protocol.ofLabel(texts.getOrDefault("protocol", ""));
        Optional<Login.Source> source =
                address().map(from -> new Login.Source(from, client(), tls, header("session"), geo()));
        return new Login(at, account, protocol, outcome(), source, secret());
    }

    private Client client() {
        return Client.parse(texts.getOrDefault("client", ""));
    }

    private Login.Secret secret() {
        if (passwordMark > Login.HIGHEST_MARK) {
            throw new IllegalArgumentException("passwordMark: expected 0 to " + Login.HIGHEST_MARK);
        }
        OptionalInt marker = passwordMark < 0 ? OptionalInt.empty() : OptionalInt.of((int) passwordMark);
        return new Login.Secret(
                marker, Optional.ofNullable(texts.get("delegate")).map(Account::new));
    }

    private Login.Outcome outcome() {
        return switch (required("outcome")) {
            case "accepted" -> Login.Outcome.ACCEPTED;
            case "refused" -> Login.Outcome.REFUSED;
            case "blocked" -> Login.Outcome.BLOCKED;
            default -> throw new IllegalArgumentException("outcome: expected accepted, refused or blocked");
        };
    }

    private Message message(Instant at, Account account) {
        Message.Content content = new Message.Content(
                header("messageId"),
                header("subject"),
                bytes,
                urls,
                attachments,
                new Message.Sender(canonical(from), canonical(replyTo), hand(), answered(), bankAccounts()),
                fingerprint(),
                scan());
        int reached = (int) Math.min(members, Message.MOST_MEMBERS);
        return new Message(at, account, address(), geo(), canonical(recipients), reached, content);
    }

    private Optional<Message.Hand> hand() {
        return hasHand
                ? Optional.of(new Message.Hand(Client.ofProgram(texts.getOrDefault("hand.program", "")), another))
                : Optional.empty();
    }

    private static List<String> canonical(List<String> addresses) {
        if (addresses.size() > FEW) {
            return addresses.stream()
                    .map(EventDraft::canonical)
                    .filter(address -> !address.isEmpty())
                    .distinct()
                    .toList();
        }
        List<String> each = new ArrayList<>(addresses.size());
        for (String raw : addresses) {
            String address = canonical(raw);
            if (!address.isEmpty() && !each.contains(address)) {
                each.add(address);
            }
        }
        return each;
    }

    private static String canonical(String address) {
        return Text.printable(address.strip().toLowerCase(Locale.ROOT), LONGEST_ADDRESS);
    }

    private OptionalLong fingerprint() {
        String digits = texts.get("fingerprint");
        if (digits == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(mark("fingerprint", digits, 16));
    }

    private static long mark(String field, String digits, int length) {
        if (digits.length() != length
                || !digits.chars().allMatch(digit -> "0123456789abcdefABCDEF".indexOf(digit) >= 0)) {
            throw new IllegalArgumentException(field + ": expected " + length + " hexadecimal digits");
        }
        return Long.parseUnsignedLong(digits, 16);
    }

    private List<Long> answered() {
        return answers.stream()
                .map(digits -> mark("answers", digits, 16))
                .distinct()
                .toList();
    }

    private List<Integer> bankAccounts() {
        return bankAccounts.stream()
                .map(digits -> (int) mark("bankAccounts", digits, 8))
                .distinct()
                .toList();
    }

    private Optional<Message.Scan> scan() {
        String label = texts.get("scan");
        if (label == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Message.Scan.values())
                .filter(scan -> scan.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("scan: expected clean, suspicious or malicious")));
    }

    private DeliveryReport report(Instant at, Account account) {
        return new DeliveryReport(
                at,
                account,
                required("recipient"),
                required("status"),
                texts.getOrDefault("originalMessageId", ""),
                own);
    }

    Message.Attachment attachment() {
        return new Message.Attachment(header("name"), header("type").toLowerCase(Locale.ROOT), bytes);
    }

    private Optional<Address> address() {
        String literal = texts.get("ip");
        if (literal == null) {
            return Optional.empty();
        }
        Optional<Address> address = Address.parse(literal);
        if (address.isEmpty()) {
            throw new IllegalArgumentException("ip: expected an IP address");
        }
        return address;
    }

    private Address requiredAddress() {
        return address().orElseThrow(() -> new IllegalArgumentException("ip: expected in every line of its kind"));
    }

    private Optional<Geo> geo() {
        if (!hasGeo) {
            return Optional.empty();
        }
        return Optional.of(new Geo(
                country(),
                position(),
                accuracy(),
                asn < 0 ? OptionalLong.empty() : OptionalLong.of(asn),
                Optional.ofNullable(texts.get("geo.asnName")).map(name -> Text.printable(name, LONGEST_ADDRESS)),
                Optional.ofNullable(texts.get("geo.network")).filter(NETWORKS::contains)));
    }

    private Optional<String> country() {
        String country = texts.getOrDefault("geo.country", "").toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !(country.length() == 2 && letter(country.charAt(0)) && letter(country.charAt(1)))) {
            throw new IllegalArgumentException("geo.country: expected two letters");
        }
        return Optional.of(country).filter(code -> !code.isEmpty());
    }

    private static boolean letter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private Optional<Position> position() {
        Double latitude = numbers.get("lat");
        Double longitude = numbers.get("lon");
        return latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(new Position(latitude, longitude));
    }

    private OptionalDouble accuracy() {
        Double radius = numbers.get("accuracyKm");
        if (radius == null) {
            return OptionalDouble.empty();
        }
        if (!(radius >= 0 && radius <= 20_040)) {
            throw new IllegalArgumentException("geo.accuracyKm: expected 0 to half the Earth's circumference");
        }
        return OptionalDouble.of(radius);
    }

    private String header(String field) {
        return Text.printable(texts.getOrDefault(field, ""), LONGEST_HEADER);
    }

    private String required(String field) {
        String value = texts.get(field);
        if (value == null) {
            throw new IllegalArgumentException(field + ": expected in every line of its kind");
        }
        return value;
    }

    /** Reads times as nearly all lines write them, 2026-05-03T06:50:03.768Z; the library, in microseconds, the rest. */
    private static final class Times {

        private static final String SECONDS = "0000-00-00T00:00:00";
        private static final int NANO_DIGITS = 9;

        private Times() {}

        /** Throws DateTimeException for what is no time. */
        static Instant parse(String text) {
            if (!isPlain(text)) {
                return Instant.parse(text);
            }
            int hour = number(text, 11, 13);
            int minute = number(text, 14, 16);
            int second = number(text, 17, SECONDS.length());
            if (hour > 23 || minute > 59 || second > 59) {
                return Instant.parse(text);
            }
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            return Instant.ofEpochSecond(day * 86_400 + 3_600L * hour + 60L * minute + second, nanos(text));
        }

        private static boolean isPlain(String text) {
            int end = text.length() - 1;
            boolean whole = end == SECONDS.length();
            boolean parted = end > SECONDS.length() + 1 && end <= SECONDS.length() + 1 + NANO_DIGITS;
            return (whole || parted && text.charAt(SECONDS.length()) == '.')
                    && text.charAt(end) == 'Z'
                    && hasShape(text)
                    && areDigits(text, SECONDS.length() + 1, end);
        }

        private static boolean hasShape(String text) {
            for (int i = 0; i < SECONDS.length(); i++) {
                char shape = SECONDS.charAt(i);
                if (shape == '0' ? !areDigits(text, i, i + 1) : text.charAt(i) != shape) {
                    return false;
                }
            }
            return true;
        }

        private static boolean areDigits(String text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return true;
        }

        private static int number(String text, int from, int to) {
            int number = 0;
            for (int i = from; i < to; i++) {
                number = 10 * number + text.charAt(i) - '0';
            }
            return number;
        }

        private static int nanos(String text) {
            int from = SECONDS.length() + 1;
            int end = text.length() - 1;
            int nanos = end < from ? 0 : number(text, from, end);
            for (int digits = end - from; digits < NANO_DIGITS; digits++) {
                nanos *= 10;
            }
            return nanos;
        }
    }
}
