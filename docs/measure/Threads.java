import io.mailwarden.engine.Engine;
import io.mailwarden.engine.EngineConfig;
import io.mailwarden.engine.assess.Assessment;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Message;
import io.mailwarden.engine.eventlog.ReplayClock;
import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.engine.support.Text;
import io.mailwarden.scanner.message.MessageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What threads say, in numbers, from honest mail of public lists. First: how long after its own last message in a thread a
 * sender answers in it again, and how often the ids that a message carries tell so. Second: in how many honest answers the
 * detectors of conversations find something. Third: in how many made-up answers that turn a thread, and in how many made-up
 * honest ones beside them, one for each sender, put after all of its mail.
 *
 * <p>Each sender is an account, each domain an organisation; recipients are those of To and Cc. Nobody logs in. Messages are read
 * and judged as the product does, with shipped settings. Run: {@code java -cp cli/target/mailwarden-cli.jar
 * docs/measure/Threads.java HAM-FOLDER}, each message a file.
 */
public final class Threads {

    private static final List<Integer> DAYS = List.of(2, 7, 30, 90, 100_000);
    // As profiles are learned, shipped.
    private static final int KNOWN_AFTER = 10;
    private static final Duration KNOWN_SINCE = Duration.ofDays(7);
    private static final Pattern DATE = Pattern.compile("(?im)^Date:[ \\t]*(.{0,60})");
    private static final Pattern TO = Pattern.compile("(?im)^(?:To|Cc):((?:.*)(?:\\r?\\n[ \\t].*)*)");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+=-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");

    /** A message of that sender. */
    private record One(String from, Message message) {

        List<Long> answers() {
            return message.content().sender().answers();
        }

        long id() {
            return Text.hash(message.content().messageId());
        }
    }

    private Threads() {}

    private static List<One> read(Path folder) throws IOException {
        List<One> all = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            one(file).ifPresent(all::add);
        }
        all.sort(Comparator.comparing(one -> one.message().at()));
        return all;
    }

    private static Optional<One> one(Path file) throws IOException {
        Message.Content content;
        try (InputStream in = Files.newInputStream(file)) {
            content = new MessageReader().read(in).content();
        }
        String headers = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\r?\n\r?\n", 2)[0];
        Instant at = time(headers);
        List<String> from = content.sender().from();
        List<String> to = recipients(headers);
        if (from.isEmpty() || !from.get(0).contains("@") || to.isEmpty() || at.equals(Instant.EPOCH)
                // What a list sends in its own name, for people whose providers ask for it.
                || to.contains(from.get(0))) {
            return Optional.empty();
        }
        // Heads of lists are read, too: what is in these files came by them.
        Message.Sender sender = new Message.Sender(
                from,
                content.sender().replyTo(),
                content.sender().hand().map(hand -> new Message.Hand(hand.program(), false)),
                content.sender().answers());
        return Optional.of(new One(from.get(0), message(from.get(0), at, to, content, sender)));
    }

    private static Message message(
            String account, Instant at, List<String> to, Message.Content content, Message.Sender sender) {
        return new Message(
                at,
                new Account(account),
                Optional.empty(),
                Optional.empty(),
                to,
                new Message.Content(
                        content.messageId(),
                        content.subject(),
                        content.bytes(),
                        content.urls(),
                        content.attachments(),
                        sender,
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    private static Instant time(String headers) {
        Matcher date = DATE.matcher(headers);
        String told = date.find() ? date.group(1).replaceAll("\\(.*", "").strip() : "";
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    told.replaceAll("\\s+", " ").replaceAll("^[A-Za-z]+, ?", "")));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static List<String> recipients(String headers) {
        Set<String> all = new LinkedHashSet<>();
        Matcher field = TO.matcher(headers);
        while (field.find()) {
            Matcher address = ADDRESS.matcher(field.group(1).toLowerCase(Locale.ROOT));
            while (address.find()) {
                all.add(address.group());
            }
        }
        return List.copyOf(all);
    }

    // First: how long threads live.

    private static void lives(List<One> all) {
        Map<String, Map<Long, Instant>> ids = new HashMap<>();
        Map<String, Map<Long, Instant>> roots = new HashMap<>();
        int[] truly = new int[DAYS.size()];
        int[] told = new int[DAYS.size()];
        int answers = 0;
        for (One one : all) {
            Map<Long, Instant> own = ids.computeIfAbsent(one.from(), name -> new HashMap<>());
            Map<Long, Instant> begun = roots.computeIfAbsent(one.from(), name -> new HashMap<>());
            answers += one.answers().isEmpty() ? 0 : 1;
            latest(one.answers(), own).ifPresent(at -> told[within(at, one)]++);
            long root = one.answers().isEmpty() ? one.id() : one.answers().get(0);
            List<Long> either = new ArrayList<>(one.answers());
            either.add(root);
            Map<Long, Instant> both = new HashMap<>(own);
            begun.forEach((key, at) -> both.merge(key, at, (a, b) -> a.isAfter(b) ? a : b));
            latest(either, both).ifPresent(at -> truly[within(at, one)]++);
            own.put(one.id(), one.message().at());
            begun.put(root, one.message().at());
        }
        System.out.printf(Locale.ROOT, "%d messages of %d senders, %d of them answers%n%n", all.size(), ids.size(), answers);
        System.out.println("| since its own last message in that thread | answers | of these told by their ids |");
        System.out.println("| --- | ---: | ---: |");
        int before = 0;
        for (int i = 0; i < DAYS.size(); i++) {
            String days = i == DAYS.size() - 1 ? "more" : before + " to " + DAYS.get(i) + " days";
            System.out.printf(Locale.ROOT, "| %s | %d | %d |%n", days, truly[i], told[i]);
            before = DAYS.get(i);
        }
        System.out.println();
    }

    private static Optional<Instant> latest(List<Long> keys, Map<Long, Instant> among) {
        return keys.stream().filter(among::containsKey).map(among::get).max(Comparator.naturalOrder());
    }

    private static int within(Instant at, One one) {
        long days = Duration.between(at, one.message().at()).toDays();
        int i = 0;
        while (i < DAYS.size() - 1 && days >= DAYS.get(i)) {
            i++;
        }
        return i;
    }

    // Second and third: what is found.

    private static final class Run implements AutoCloseable {
        private final ReplayClock clock = new ReplayClock();
        private final Engine engine = Engine.create(EngineConfig.defaults(), new Alarms(clock), clock);

        Assessment sees(Message message) {
            clock.sawEventAt(message.at());
            return engine.examine(message);
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static Map<String, One> honest(List<One> all) {
        Map<String, Instant> first = new HashMap<>();
        Map<String, Integer> sent = new HashMap<>();
        Map<String, One> last = new TreeMap<>();
        Map<String, Integer> found = new TreeMap<>();
        int judged = 0;
        try (Run run = new Run()) {
            for (One one : all) {
                Instant since = first.computeIfAbsent(one.from(), name -> one.message().at());
                boolean known = sent.merge(one.from(), 1, Integer::sum) > KNOWN_AFTER
                        && !since.plus(KNOWN_SINCE).isAfter(one.message().at());
                Assessment assessment = run.sees(one.message());
                if (known && !one.answers().isEmpty()) {
                    judged++;
                    assessment.anomalies().forEach(anomaly -> found.merge(
                            String.format(Locale.ROOT, "%s %.2f", anomaly.type(), anomaly.score().value()), 1, Integer::sum));
                    last.put(one.from(), one);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d honest answers of %d senders whose habits are known; found in them:%n%n", judged, last.size());
        System.out.println("| detector and score | answers |\n| --- | ---: |");
        found.forEach((type, count) -> System.out.printf(Locale.ROOT, "| %s | %d |%n", type, count));
        System.out.println();
        return last;
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    // One letter of the domain's name doubled.
    private static String imitating(String address) {
        String registrable = LinkDomains.registrable(domain(address));
        return "p." + address.substring(0, address.indexOf('@')) + "@" + registrable.charAt(0) + registrable;
    }

    // Of each sender his own, so that nobody else of his domain wrote there before.
    private static String fresh(String local, One one, String domain) {
        return local + "." + Long.toHexString(Text.hash(one.from())) + "@" + domain;
    }

    private static List<String> and(List<String> to, String more) {
        List<String> all = new ArrayList<>(to);
        all.add(more);
        return all;
    }

    private static Message changed(One one, Instant at, List<String> to, List<String> replyTo) {
        Message.Sender was = one.message().content().sender();
        return message(one.from(), at, to, one.message().content(), new Message.Sender(was.from(), replyTo, was.hand(), was.answers()));
    }

    private static void madeUp(List<One> all, Map<String, One> last) {
        Map<String, BiFunction<One, Instant, Message>> kinds = new LinkedHashMap<>();
        kinds.put("theft: answers to an address that imitates a recipient's", (one, at) -> {
            List<String> to = one.message().recipients();
            return changed(one, at, to, List.of(imitating(to.get(0))));
        });
        kinds.put("theft: answers to a free mailbox, another one let in", (one, at) -> changed(
                one, at, and(one.message().recipients(), fresh("dept", one, "freemail.example")),
                List.of(fresh("boss", one, "freemail.example"))));
        kinds.put("theft: answers to a free mailbox", (one, at) ->
                changed(one, at, one.message().recipients(), List.of(fresh("boss", one, "freemail.example"))));
        kinds.put("theft: an address let in that imitates a recipient's", (one, at) -> {
            List<String> to = one.message().recipients();
            return changed(one, at, and(to, imitating(to.get(0))), List.of());
        });
        kinds.put("honest: a colleague let in", (one, at) ->
                changed(one, at, and(one.message().recipients(), fresh("colleague", one, domain(one.from()))), List.of()));
        kinds.put("honest: somebody elsewhere let in", (one, at) ->
                changed(one, at, and(one.message().recipients(), fresh("somebody", one, "elsewhere.example")), List.of()));
        kinds.put("honest: answers to a list that is let in", (one, at) -> changed(
                one, at, and(one.message().recipients(), "talk@lists.project.example"), List.of("talk@lists.project.example")));
        kinds.put("honest: answers to one of the recipients", (one, at) ->
                changed(one, at, one.message().recipients(), List.of(one.message().recipients().get(0))));
        System.out.println("| made up, one for each of those senders | thread-hijack | foreign-reply-to | an incident |");
        System.out.println("| --- | ---: | ---: | ---: |");
        kinds.forEach((name, kind) -> kind(name, kind, all, last));
    }

    private static void kind(
            String name, BiFunction<One, Instant, Message> kind, List<One> all, Map<String, One> last) {
        int hijack = 0;
        int replyTo = 0;
        int incident = 0;
        try (Run run = new Run()) {
            // Up to the time of what is answered, so that nobody's habits are stale.
            for (One one : all) {
                run.sees(one.message());
                if (one.equals(last.get(one.from()))) {
                    Assessment said = run.sees(kind.apply(one, one.message().at().plusSeconds(60)));
                    hijack += found(said, "thread-hijack");
                    replyTo += found(said, "foreign-reply-to");
                    incident += said.incident().isPresent() ? 1 : 0;
                }
            }
        }
        System.out.printf(Locale.ROOT, "| %s | %d of %d | %d | %d |%n", name, hijack, last.size(), replyTo, incident);
    }

    private static int found(Assessment said, String type) {
        return said.anomalies().stream().anyMatch(anomaly -> anomaly.type().equals(type)) ? 1 : 0;
    }

    public static void main(String[] folders) throws IOException {
        if (folders.length != 1) {
            System.err.println("expected one folder of honest mail; each message a file");
            System.exit(2);
        }
        List<One> all = read(Path.of(folders[0]));
        lives(all);
        madeUp(all, honest(all));
    }
}
