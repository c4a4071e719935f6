package io.mailwarden.scanner.content;

import com.google.common.net.InternetDomainName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a phone opens in its browser when it reads a QR code: a link, a bookmark (MEBKM), or the bare name of a host.
 * All else opens nothing there: payments (EPC, Swiss QR bill), vCards, tickets, otpauth, networks.
 */
final class CodeTargets {

    private static final int MOST_READ = 2000;

    private static final Pattern LINK = Pattern.compile("(?i)(?:urlto:\\s*)?(https?://\\S+)(?:\\s.*)?", Pattern.DOTALL);
    private static final Pattern BOOKMARK =
            Pattern.compile("(?i)mebkm:(?:[^;]*;)??url:(https?\\\\?:[^;]+);.*", Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile(
            "(?i)(?:urlto:\\s*)?(((?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,18})(?::\\d{1,5})?(?:[/?#]\\S*)?)");

    private CodeTargets() {}

    /** The link, with its scheme. */
    static Optional<String> of(String text) {
        String code = text.substring(0, Math.min(text.length(), MOST_READ)).strip();
        Matcher link = LINK.matcher(code);
        if (link.matches()) {
            return Optional.of(link.group(1));
        }
        Matcher bookmark = BOOKMARK.matcher(code);
        if (bookmark.matches()) {
            return Optional.of(bookmark.group(1).replace("\\", ""));
        }
        Matcher bare = BARE.matcher(code);
        return bare.matches() && known(bare.group(2)) ? Optional.of("http://" + bare.group(1)) : Optional.empty();
    }

    // Below a suffix that the public list has: numbers of tickets have dots, too.
    private static boolean known(String host) {
        return InternetDomainName.isValid(host) && InternetDomainName.from(host).isUnderPublicSuffix();
    }
}
