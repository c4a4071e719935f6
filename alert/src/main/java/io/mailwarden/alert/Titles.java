package io.mailwarden.alert;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.support.Text;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The titles and labels that every channel uses. */
final class Titles {

    static final String SEEN = "What was seen, and why it is odd";
    static final String COLLECTED = "What was not told on its own";
    static final String DONE = "What was done";
    static final String NEXT = "What to do next";
    static final String NOTHING = "Nothing: it is up to you.";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Pattern WEB = Pattern.compile("(?i)(\\bwww)\\.");
    // A name with a dot that ends in letters: mail programs make a link of it, too. Not behind an at sign, where they
    // make nothing but another mail.
    private static final Pattern HOST = Pattern.compile(
            "(?<![\\p{L}\\p{N}@._-])(?:[\\p{L}\\p{N}_-]{1,63}\\.){1,20}\\p{L}{2,63}(?![\\p{L}\\p{N}@_-])");

    // What lists of mails show of a subject on most screens.
    private static final int SUBJECT = 69;
    private static final int NAME = 40;

    private Titles() {}

    /** How grave, and who. */
    static String title(Alert alert) {
        return severity(alert) + ": " + (alert.digest() ? alert.content().headline() : alert.subject());
    }

    static String severity(Alert alert) {
        return alert.severity() == Severity.CRITICAL ? "Critical" : "Suspected";
    }

    /** Who, what and where from, as short as a list of mails shows it; what follows of the same incident is a reply. */
    static String subject(Alert alert) {
        String what = alert.content().summary().isEmpty()
                ? alert.content().headline()
                : alert.content().summary();
        String who = alert.digest() ? "" : Text.cut(alert.subject(), NAME) + ": ";
        return Text.cut((alert.follows().isPresent() ? "Re: " : "") + who + what, SUBJECT);
    }

    /** Title and headline, cut to one line. */
    static String line(Alert alert, int most) {
        String line = alert.digest()
                ? title(alert)
                : title(alert) + ": " + alert.content().headline();
        return cut(line, most);
    }

    static String seen(Alert alert) {
        return alert.digest() ? COLLECTED : SEEN;
    }

    /** What was done, said also when it was nothing. */
    static List<String> done(Alert alert) {
        return alert.content().done().isEmpty() && !alert.digest()
                ? List.of(NOTHING)
                : alert.content().done();
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** The first lines, and how many more there are. */
    static List<String> some(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        return Stream.concat(
                        lines.stream().limit(most),
                        Stream.of(String.format(Locale.ROOT, "and %d more", lines.size() - most)))
                .toList();
    }

    /**
     * The same alert, but no text in it is made a link by whoever shows it: a stranger may have written some of it, and
     * administrators trust what comes from here.
     */
    static Alert unlinked(Alert alert) {
        return new Alert(
                alert.account(),
                alert.cause(),
                alert.severity(),
                alert.incident(),
                alert.at(),
                new AlertContent(
                        named(alert.content().summary()),
                        named(alert.content().headline()),
                        named(alert.content().findings()),
                        named(alert.content().done()),
                        unlinked(alert.content().next())),
                alert.follows());
    }

    private static List<String> named(List<String> lines) {
        return lines.stream().map(Titles::named).toList();
    }

    // Nothing of what is left to do is a stranger's, and it names keys of the configuration.
    private static String named(String text) {
        return HOST.matcher(unlinked(text)).replaceAll(host -> host.group().replace(".", "[.]"));
    }

    private static List<String> unlinked(List<String> lines) {
        return lines.stream().map(Titles::unlinked).toList();
    }

    private static String unlinked(String text) {
        return WEB.matcher(text.replace("://", "[:]//")).replaceAll("$1[.]");
    }

    /** At most so many characters, never half a word or number. */
    static String cut(String text, int most) {
        return Text.cut(text, most);
    }
}
