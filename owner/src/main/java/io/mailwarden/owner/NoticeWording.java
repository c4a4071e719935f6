package io.mailwarden.owner;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * In which words owners are told.
 *
 * @param language of owners for whom no other is named, such as en
 * @param timeZone in which times are told, such as Europe/Oslo
 * @param help whom to ask, in one line; may be empty
 * @param textsFolder folder with files LANGUAGE.properties, whose texts take the place of the shipped ones; read when
 *     it is there
 */
public record NoticeWording(String language, String timeZone, String help, Path textsFolder) {

    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?");

    private static final int LONGEST_HELP = 300;

    public NoticeWording {
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("expected a language such as en or pt-BR");
        }
        ZoneId unused = zone(timeZone);
        if (help.length() > LONGEST_HELP || help.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected one line of at most " + LONGEST_HELP + " characters");
        }
    }

    /** English, and the one zone that everybody can reckon from. */
    static NoticeWording defaults(Path textsFolder) {
        return new NoticeWording("en", "UTC", "", textsFolder);
    }

    ZoneId zone() {
        return zone(timeZone);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a time zone such as UTC or Europe/Oslo", e);
        }
    }
}
