package io.mailwarden.mailet;

import io.mailwarden.engine.event.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.james.mailrepository.api.MailKey;

/**
 * The name of a held message: time, mark of the account, random. Safe in URLs, sorts by time, and tells most messages of
 * other accounts apart without reading them.
 *
 * @param value digits, lower-case hexadecimal letters and hyphens
 */
record HeldId(String value) {

    static final Comparator<HeldId> NEWEST_FIRST =
            Comparator.comparing(HeldId::value).reversed();

    private static final Pattern FORM = Pattern.compile("[0-9]{13}-[0-9a-f]{8}-[0-9a-f]{24}");
    private static final long LATEST = 9_999_999_999_999L;

    /** A new one; no two are the same. */
    static HeldId next(Instant at, Account account) {
        long millis = Math.max(0, Math.min(LATEST, at.toEpochMilli()));
        String random = UUID.randomUUID().toString().replace("-", "").substring(8);
        return new HeldId(String.format(Locale.ROOT, "%013d-%s-%s", millis, mark(account), random));
    }

    /** Empty for whatever was not made by {@link #next}. */
    static Optional<HeldId> parse(String text) {
        return text.length() < 64 && FORM.matcher(text).matches() ? Optional.of(new HeldId(text)) : Optional.empty();
    }

    /** False when it is certainly another's. */
    boolean mayBeOf(Account account) {
        return value.startsWith(mark(account), 14);
    }

    MailKey key() {
        return new MailKey(value);
    }

    private static String mark(Account account) {
        return String.format(Locale.ROOT, "%08x", account.name().hashCode());
    }
}
