package io.mailwarden.scanner.message;

import io.mailwarden.scanner.message.StatusReport.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * What the words for people in a report say: who was not reached and why, and behind them the copy of what came back, as
 * Exim, qmail and many others write it without any fields for programs. Immutable.
 */
final class BounceText {

    private static final int MOST_LINES = 2_000;
    private static final int LONGEST_LINE = 2_000;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.+=@/-])[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}(?![\\w@])");
    private static final Pattern LINE_END = Pattern.compile("(?i)<(br|/p|/div|/tr|/li|/h\\d)\\b[^<>]{0,200}>");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,1000}>");
    private static final Pattern NOBODY = Pattern.compile("(?i)(mailer-daemon|postmaster|abuse|support|help)@.*");

    // Either a line says that the copy begins, or its first header is there.
    private static final Pattern COPY = Pattern.compile(
            "(?i)\\W{0,12}(this is a copy of|below this line is a copy|(below|following|here|attached) is a copy"
                    + "|(the )?(original|returned|unsent|undelivered) (message|mail|text)( follows| is)?\\W{0,12}$"
                    + "|(message|original) headers? follow|start of returned|(the )?text of your message"
                    + "|return-path:|received: |dkim-signature: |arc-seal: |delivered-to: ).*");
    private static final Pattern HEADER_OF_SENDER =
            Pattern.compile("(?i)\\W{0,4}(from|sender|reply-to|return-path|date):.*");
    private static final Pattern FAILED = Pattern.compile(
            "(?i)undeliver|(could|can|was|were|did) ?n[o']t (be )?(deliver|reach|send)"
                    + "|(un|not )able to (be )?(deliver|send|reach)|deliver[a-z]* [a-z ]{0,60}fail|fail[a-z]* [a-z ]{0,40}deliver|failed permanently"
                    + "|permanent (fatal )?error|were rejected|was rejected|returned to sender|error (occurred|was|delivering)");

    private static final Pattern DELAYED =
            Pattern.compile("(?i)\\bwarning|delay|retried|temporar|do not need to re-?send");

    private final Map<String, StringBuilder> words = new LinkedHashMap<>();
    private final StringBuilder general = new StringBuilder();
    private final StringBuilder copy = new StringBuilder();

    private BounceText() {}

    /**
     * Reads the text.
     *
     * @param others addresses that are not those that failed, lower case
     */
    static BounceText of(String text, Set<String> others) {
        BounceText read = new BounceText();
        List<String> lines = new ArrayList<>();
        text.lines().limit(MOST_LINES).map(BounceText::cut).forEach(lines::add);
        boolean copied = false;
        StringBuilder now = read.general;
        for (String line : lines) {
            copied = copied || COPY.matcher(line).matches();
            if (copied) {
                read.copy.append(line).append('\n');
            } else if (!HEADER_OF_SENDER.matcher(line).matches()) {
                now = read.wordsOf(line, others, now);
            }
        }
        return read;
    }

    /** The text of a page, a line for each block. */
    static String ofHtml(String html) {
        String lines = LINE_END.matcher(html).replaceAll("\n");
        return Parser.unescapeEntities(TAG.matcher(lines).replaceAll(" "), false);
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }

    // Up to the next address, what is said is said of the last one.
    private StringBuilder wordsOf(String line, Set<String> others, StringBuilder before) {
        StringBuilder now = before;
        Matcher address = ADDRESS.matcher(line);
        while (address.find()) {
            String found = address.group().toLowerCase(Locale.ROOT);
            if (!others.contains(found)
                    && !NOBODY.matcher(found).matches()
                    && (words.containsKey(found) || words.size() < StatusReport.MAX_FAILURES)) {
                now = words.computeIfAbsent(found, one -> new StringBuilder());
            }
        }
        now.append(ADDRESS.matcher(line).replaceAll("")).append('\n');
        return now;
    }

    /** Of each address that is named, why it was not reached; none of those of which no failure is told. */
    List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        words.keySet().forEach(address -> code(address).ifPresent(code -> failures.add(new Failure(address, code))));
        return failures;
    }

    /** Why that one was not reached, when the text tells of a failure. */
    Optional<String> code(String address) {
        StringBuilder own = words.get(address.toLowerCase(Locale.ROOT));
        Optional<String> of = own == null ? Optional.empty() : FailureCode.of(own.toString());
        return of.filter(code -> !FailureCode.vague(code))
                .or(() -> FailureCode.of(general.toString()))
                .or(() -> of)
                .or(() -> inWords(own == null ? general.toString() : general.toString() + own));
    }

    private static Optional<String> inWords(String text) {
        return FAILED.matcher(text).find() && !DELAYED.matcher(text).find() ? Optional.of("5.0.0") : Optional.empty();
    }

    /** The copy of what came back, from the line that says so; empty when there is none. */
    String copy() {
        return copy.toString();
    }
}
