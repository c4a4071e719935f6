package io.mailwarden.owner;

import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes notices in the owner's language: plain text, so that nothing hides behind what is read. Thread-safe. */
final class NoticeWriter {

    private final NoticeTexts texts;
    private final NoticeWording wording;
    private final String base;

    /**
     * With those texts.
     *
     * @param base the public URL of the page, without a slash at its end
     */
    NoticeWriter(NoticeTexts texts, NoticeWording wording, String base) {
        this.texts = texts;
        this.wording = wording;
        this.base = base;
    }

    /** A notice as it is sent. */
    record Letter(String subject, String text) {}

    /** The notice with the link of that token, in the wished language or the settings'. */
    Letter write(OwnerNotice notice, String token, String wished) {
        String language = texts.languageFor(wished);
        Map<String, String> values = new HashMap<>();
        values.put("account", notice.account().name());
        values.put("when", time(notice.login().at(), language));
        values.put("where", where(notice.login(), language));
        values.put("client", client(notice.login(), language));
        values.put("link", base + "/lock/" + token);
        values.put("expires", time(notice.expires(), language));
        values.put(
                "help",
                wording.help().isBlank()
                        ? ""
                        : texts.filled(
                                language,
                                "mail.help",
                                Map.of("help", wording.help().strip())));
        return new Letter(texts.filled(language, "mail.subject", values), texts.filled(language, "mail.text", values));
    }

    private String time(Instant at, String language) {
        return DateTimeFormatter.ofPattern(texts.text(language, "mail.time"), Locale.forLanguageTag(language))
                .withZone(wording.zone())
                .format(at);
    }

    private String where(NoticedLogin login, String language) {
        if (login.country().isEmpty()) {
            String key = login.address().isEmpty() ? "mail.where.nowhere" : "mail.where.unknown";
            return texts.filled(language, key, Map.of("address", login.address()));
        }
        String country = new Locale("", login.country()).getDisplayCountry(Locale.forLanguageTag(language));
        return Stream.of(login.city(), country).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private String client(NoticedLogin login, String language) {
        String protocol = login.protocol().toUpperCase(Locale.ROOT);
        return ClientName.shown(login.client())
                .map(name -> texts.filled(language, "mail.client.known", Map.of("client", name, "protocol", protocol)))
                .orElseGet(() -> texts.filled(language, "mail.client.unknown", Map.of("protocol", protocol)));
    }
}
