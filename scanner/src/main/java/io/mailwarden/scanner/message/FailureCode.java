package io.mailwarden.scanner.message;

import io.mailwarden.engine.event.DeliveryReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The enhanced status code (RFC 3463) of a failure, from what servers write: codes, replies of SMTP, and words. Words are
 * asked where a code says no more than that something failed, for some servers never say more in theirs.
 */
final class FailureCode {

    private static final int MOST_WORDS = 16 * 1024;
    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?!\\d|\\.\\S)");
    // Those that servers send, and no sizes, ports or parts of addresses.
    private static final Pattern REPLY = Pattern.compile(
            "(?<![\\d.:-])(4(?:2[12]|3[0-2]|5\\d|71)|5(?:0[0-4]|1[0137]|2[1348]|[345]\\d|7[01]))(?!\\d|[.:]\\S)");
    private static final String USER = "(user|recipient|mailbox|account|address|addressee|username|local part|person)";

    private static final Map<Pattern, String> WORDS = words();

    private FailureCode() {}

    // What servers of the corpus of docs/detection.md say; the first that fits.
    private static Map<Pattern, String> words() {
        Map<Pattern, String> words = new LinkedHashMap<>();
        words.put(
                anyCase(
                        "(no dns entries for|host(name)?|domain)( name)? ?(was |is )?(unknown|not found|does ?n[o']t exist)"
                                + "|no dns entries for the hostname|unknown (host|domain)|no such (domain|host)"
                                + "|bad destination (host|mailbox|system)"),
                "5.1.2");
        words.put(
                anyCase(
                        "over ?quota|quota (is )?exceeded|exceed[a-z]* [a-z ]{0,20}(quota|storage|allowed size|local limit)|(mail)?box (is )?full"
                                + "|full (mail)?box|insufficient (disk|storage)|not enough (space|room)|storage allocation"),
                "5.2.2");
        words.put(
                anyCase("message (size )?(is )?too (large|big)|exceeds? [a-z ]{0,20}(message|maximum|max) size"
                        + "|size limit"),
                "5.3.4");
        words.put(
                anyCase("(mailbox|account|user|address) (is |has been )?(currently |temporarily )?"
                        + "(disabled|suspended|inactive|not active|locked|expired)"),
                "5.2.1");
        words.put(
                anyCase("(unknown|no such|invalid|bad|nonexist[a-z]*|non-exist[a-z]*|undefined) (local |e?-?mail )?"
                        + USER
                        + "|" + USER + " ?(name )?(is |was )?(unknown|invalid|not (found|known|recognized|listed))"
                        + "|" + USER + "[^\\n]{0,60} (does|did|do) ?n[o']t (exist|have)"
                        + "|doesn't have a [^\\n]{0,60}account|not a (known|valid) " + USER
                        + "|unrouteable address|not our customer|name is not recognized"
                        + "|no (account|mailbox) (here )?(by|of|with) that name|not listed in"),
                "5.1.1");
        return words;
    }

    private static Pattern anyCase(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /** The most that the text says of a failure; empty when it has neither code nor reply nor words of one. */
    static Optional<String> of(String text) {
        String read = text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS);
        Optional<String> code = code(read);
        return code.filter(found -> !vague(found))
                .or(() -> word(read).map(found -> ofClass(code.or(() -> reply(read)), found)))
                .or(() -> code)
                .or(() -> reply(read));
    }

    // A full mailbox is often a failure that may pass.
    private static String ofClass(Optional<String> told, String word) {
        return told.map(code -> code.charAt(0) + word.substring(1)).orElse(word);
    }

    /** Whether the code says no more than that something failed: "other" (RFC 3463), or qmail's "protocol". */
    static boolean vague(String code) {
        return code.endsWith(".0.0") || code.endsWith(".5.0");
    }

    /** The first code of a failure; one that says something goes before one that does not. */
    static Optional<String> code(String text) {
        Optional<String> first = Optional.empty();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            String found = code.group();
            if (DeliveryReport.isFailure(found)) {
                if (!vague(found)) {
                    return Optional.of(found);
                }
                first = first.or(() -> Optional.of(found));
            }
        }
        return first;
    }

    /** What the words say, as a lasting failure. */
    static Optional<String> word(String text) {
        return WORDS.entrySet().stream()
                .filter(one -> one.getKey().matcher(text).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> reply(String text) {
        Matcher reply = REPLY.matcher(text);
        if (!reply.find()) {
            return Optional.empty();
        }
        // RFC 5321: "exceeded storage allocation", a full mailbox.
        return Optional.of(reply.group().equals("552") ? "5.2.2" : reply.group().charAt(0) + ".0.0");
    }
}
