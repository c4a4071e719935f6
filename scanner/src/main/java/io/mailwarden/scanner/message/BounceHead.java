package io.mailwarden.scanner.message;

import io.mailwarden.scanner.mime.HeaderText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of a message say of its being a report. Not thread-safe. */
final class BounceHead {

    private static final int MAX_FIELD = 4096;
    private static final Pattern DAEMON = Pattern.compile(
            "(?i)mailer.?daemon|post_?master|mail ?delivery|delivery (sub)?system|system administrator|mdaemon|^<>$");
    private static final Pattern SUBJECT = Pattern.compile(
            "(?i)undeliver|undelivered|delivery (status )?(notification|failure|failed"
                    + "|report|error)|failure notice|returned mail|mail (system )?error|mail(box)? delivery|non.?remis|could not be delivered");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]{1,64}@[^\\s<>,;:\"]{1,255}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,990}>");

    private final Map<String, String> fields = new HashMap<>();

    /** One field of the header; the first of a name counts. */
    void field(String name, String body) {
        String cut = body.length() <= MAX_FIELD ? body : body.substring(0, MAX_FIELD);
        fields.putIfAbsent(name.toLowerCase(Locale.ROOT), cut.strip());
    }

    private String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether it says that it is a report of delivery, in whatever form. */
    boolean saysReport() {
        return fields.containsKey("x-failed-recipients")
                || DAEMON.matcher(get("from")).find()
                || get("return-path").equals("<>") && SUBJECT.matcher(subject()).find()
                || SUBJECT.matcher(subject()).find() && get("auto-submitted").startsWith("auto-");
    }

    /** What it is about, as people read it. */
    String subject() {
        return HeaderText.decoded(get("subject"), MAX_FIELD);
    }

    /** Whom X-Failed-Recipients names (Exim, Google). */
    List<String> failedRecipients() {
        return addresses(get("x-failed-recipients"));
    }

    /** Who reads it: hardly one of those who failed. */
    Set<String> readers() {
        Set<String> readers = new HashSet<>();
        for (String name : List.of("to", "delivered-to", "cc")) {
            addresses(get(name)).forEach(address -> readers.add(address.toLowerCase(Locale.ROOT)));
        }
        return readers;
    }

    /** Who wrote it: none of those who failed. */
    Set<String> writers() {
        Set<String> writers = new HashSet<>();
        for (String name : List.of("from", "sender", "reply-to")) {
            addresses(get(name)).forEach(address -> writers.add(address.toLowerCase(Locale.ROOT)));
        }
        return writers;
    }

    static List<String> addresses(String field) {
        List<String> found = new ArrayList<>();
        Matcher address = ADDRESS.matcher(field);
        while (address.find() && found.size() < StatusReport.MAX_FAILURES) {
            found.add(address.group());
        }
        return found;
    }

    /** The message that it answers, by the last that it names (RFC 5322 3.6.4); empty when it names none. */
    String answered() {
        String last = "";
        Matcher id = MESSAGE_ID.matcher(get("references") + " " + get("in-reply-to"));
        while (id.find()) {
            last = id.group();
        }
        return last;
    }
}
