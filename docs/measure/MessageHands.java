import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.profile.hand.MessageHand;
import io.mailwarden.scanner.message.MessageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the hand of a message says about who wrote it, in numbers: for each sign how often owners show it, from their sixth
 * message on, how often thieves do whose messages are put into the same accounts at those times, and the ratio of both, in
 * two halves of the owners by a hash of their addresses. Owners are the senders of honest mail with six messages or more; a
 * thief's message is one of the phishing, eight at the time of each of the owner's. Ratios are shrunk by half a case on both
 * sides; the last column is how far they move, all owners together, when any one owner is left out.
 *
 * <p>Messages are read as the product reads them. Run: {@code java -cp cli/target/mailwarden-cli.jar
 * docs/measure/MessageHands.java HAM-FOLDER PHISHING-FOLDER}, each message a file.
 */
public final class MessageHands {

    private static final int KNOWN_AFTER = 5;
    private static final int THEFTS = 8;
    private static final Pattern DATE = Pattern.compile("(?im)^Date:[ \\t]*(.{0,60})");
    private static final Pattern BOUNDARY = Pattern.compile("(?im)boundary=\"?([^\";\\s]{1,70})");
    private static final Pattern ID = Pattern.compile("(?im)^(message-id):");

    /** A message as far as hands go: product's three parts, and what was weighed and left out. */
    private record One(String from, Instant at, String program, String domain, String form, String zone, String boundary,
            String spelling) {}

    /** How often one sign was there, of owners and of thieves, in each half, and for each owner. */
    private static final class Count {
        private final int[] there = new int[4];
        private final int[] all = new int[4];
        private final Map<String, int[]> byOwner = new HashMap<>();

        private void add(boolean thief, int half, String owner, boolean is) {
            int at = (thief ? 2 : 0) + half;
            all[at]++;
            there[at] += is ? 1 : 0;
            int[] own = byOwner.computeIfAbsent(owner, name -> new int[4]);
            own[thief ? 2 : 0] += is ? 1 : 0;
            own[thief ? 3 : 1]++;
        }

        private static double ratio(int thieves, int ofThieves, int owners, int ofOwners) {
            return ((thieves + 0.5) / (ofThieves + 1)) / ((owners + 0.5) / (ofOwners + 1));
        }

        private double ratio(int half) {
            return ratio(there[2 + half], all[2 + half], there[half], all[half]);
        }

        private double without(int[] own) {
            return ratio(
                    there[2] + there[3] - own[2], all[2] + all[3] - own[3], there[0] + there[1] - own[0], all[0] + all[1] - own[1]);
        }
    }

    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Random chance = new Random(1);

    private MessageHands() {}

    private static List<One> read(Path folder) throws IOException {
        List<One> all = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            all.add(one(file));
        }
        return all;
    }

    private static One one(Path file) throws IOException {
        Message.Content content;
        try (InputStream in = Files.newInputStream(file)) {
            content = new MessageReader().read(in).content();
        }
        List<String> from = content.sender().from();
        String sender = from.isEmpty() ? "" : from.get(0);
        // Heads of lists are read, too: what is in these files came by them.
        Message.Sender told = new Message.Sender(
                from, List.of(), content.sender().hand().map(hand -> new Message.Hand(hand.program(), false)), List.of());
        Message.Content head = new Message.Content(
                content.messageId(), "", 0, List.of(), List.of(), told, content.fingerprint(), Optional.empty());
        MessageHand hand = MessageHand.of(new Message(
                Instant.EPOCH, new Account(sender.isEmpty() ? "nobody" : sender), Optional.empty(), Optional.empty(), List.of(), head));
        String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String headers = raw.split("\r?\n\r?\n", 2)[0];
        String date = first(DATE, headers).replaceAll("\\(.*", "").strip();
        return new One(sender, time(date), hand.program(), hand.domain(), hand.form(),
                date.replaceAll(".*\\s", ""),
                first(BOUNDARY, headers).replaceAll("[0-9a-zA-Z]+", "w"),
                first(ID, headers));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1).strip() : "";
    }

    private static Instant time(String date) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.replaceAll("\\s+", " ").replaceAll("^[A-Za-z]+, ?", "")));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private void owner(String name, List<One> messages, List<One> thieves) {
        int half = Math.floorMod(name.hashCode() * 0x9E3779B9 >>> 20, 2);
        for (int i = KNOWN_AFTER; i < messages.size(); i++) {
            List<One> before = messages.subList(0, i);
            judge(messages.get(i), before, false, half, name);
            for (int theft = 0; theft < THEFTS; theft++) {
                judge(thieves.get(chance.nextInt(thieves.size())), before, true, half, name);
            }
        }
    }

    private void judge(One one, List<One> before, boolean thief, int half, String owner) {
        boolean program = isNew(before, was -> was.program().equals(one.program()));
        boolean domain = isNew(before, was -> was.domain().equals(one.domain()));
        boolean form = isNew(before, was -> was.form().equals(one.form()));
        int signs = (program ? 1 : 0) + (domain ? 1 : 0) + (form ? 1 : 0);
        count("new program", thief, half, owner, program);
        count("new domain of the Message-ID", thief, half, owner, domain);
        count("new form of the Message-ID", thief, half, owner, form);
        count("exactly one of them", thief, half, owner, signs == 1);
        count("exactly two", thief, half, owner, signs == 2);
        count("all three", thief, half, owner, signs == 3);
        count("two or all three", thief, half, owner, signs >= 2);
        count("none: all of it the account's own", thief, half, owner, signs == 0);
        count("left out: new time zone of Date", thief, half, owner, isNew(before, was -> was.zone().equals(one.zone())));
        count("left out: new form of the MIME boundary", thief, half, owner,
                isNew(before, was -> was.boundary().equals(one.boundary())));
        count("left out: other spelling of Message-ID", thief, half, owner,
                isNew(before, was -> was.spelling().equals(one.spelling())));
        count("left out: new zone, beside two or three", thief, half, owner,
                signs >= 2 && isNew(before, was -> was.zone().equals(one.zone())));
    }

    private static boolean isNew(List<One> before, Predicate<One> same) {
        return before.stream().noneMatch(same);
    }

    private void count(String sign, boolean thief, int half, String owner, boolean is) {
        counts.computeIfAbsent(sign, name -> new Count()).add(thief, half, owner, is);
    }

    private void print() {
        System.out.println("| sign | owners, halves | thieves, halves | ratio, one half | other half | without any one owner |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        counts.forEach((sign, one) -> {
            double[] without = one.byOwner.values().stream().mapToDouble(one::without).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d of %d, %d of %d | %.1f %%, %.1f %% | %.2g | %.2g | %.2g to %.2g |%n",
                    sign, one.there[0], one.all[0], one.there[1], one.all[1],
                    100.0 * one.there[2] / one.all[2], 100.0 * one.there[3] / one.all[3],
                    one.ratio(0), one.ratio(1), without[0], without[without.length - 1]);
        });
    }

    public static void main(String[] folders) throws IOException {
        if (folders.length != 2) {
            System.err.println("expected two folders: honest mail, phishing; each message a file");
            System.exit(2);
        }
        Map<String, List<One>> owners = new TreeMap<>();
        for (One one : read(Path.of(folders[0]))) {
            owners.computeIfAbsent(one.from(), name -> new ArrayList<>()).add(one);
        }
        owners.remove("");
        owners.values().removeIf(messages -> messages.size() <= KNOWN_AFTER);
        owners.values().forEach(messages -> messages.sort(Comparator.comparing(One::at)));
        List<One> thieves = read(Path.of(folders[1]));
        MessageHands hands = new MessageHands();
        owners.forEach((name, messages) -> hands.owner(name, messages, thieves));
        System.out.printf(Locale.ROOT, "%d owners, %d messages from their sixth on; %d of thieves%n%n",
                owners.size(), owners.values().stream().mapToInt(List::size).sum() - KNOWN_AFTER * owners.size(), thieves.size());
        hands.print();
    }
}
