package io.mailwarden.owner.page;

import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.owner.LockLinks;
import io.mailwarden.owner.NoticeTexts;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page behind the link. To look at it does nothing and asks the store nothing; its one button locks. It says the
 * same whether the link was used before or not, and whatever became of the account, and nothing about either.
 * Thread-safe.
 */
public final class LockPage {

    private static final Logger LOGGER = LoggerFactory.getLogger(LockPage.class);

    // Whatever a reverse proxy puts before it.
    private static final Pattern PATH = Pattern.compile("(?:/[!-~]*)?/lock/([A-Za-z0-9_-]{1,200})");
    private static final Pattern FORM = Pattern.compile("seen=([A-Za-z0-9._-]{1,120})");

    private final NoticeTexts texts;
    private final PageHtml html;
    private final LockLinks links;
    private final LockButton button;
    private final Clock clock;

    /** In those texts; {@code help} is whom to ask, and may be empty. */
    public LockPage(NoticeTexts texts, String help, LockLinks links, LockButton button, Clock clock) {
        this.texts = texts;
        this.html = new PageHtml(texts, help);
        this.links = links;
        this.button = button;
        this.clock = clock;
    }

    /** The answer to a request that came from that address. May wait when it is a POST. */
    PageReply answer(PageRequest request, String from) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            return PageReply.bare(404);
        }
        String token = path.group(1);
        String language = texts.accepted(request.header("accept-language"));
        if (!links.valid(token, clock.instant())) {
            return html.unusable(language);
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> html.ask(language, stamp(token), false);
            case "POST" -> post(token, request, language, from);
            default -> PageReply.bare(405);
        };
    }

    /** Whether the answer may have to wait for the store. */
    static boolean waits(PageRequest request) {
        return request.method().equals("POST");
    }

    private String stamp(String token) {
        return links.stamp(token, clock.instant());
    }

    // Robots of mail gateways send forms, too: who did not take the time to read is asked once more.
    private PageReply post(String token, PageRequest request, String language, String from) {
        Instant now = clock.instant();
        boolean elsewhere = request.header("sec-fetch-site").equals("cross-site");
        Optional<String> seen = form(request);
        if (elsewhere || seen.filter(stamp -> links.seen(token, stamp, now)).isEmpty()) {
            return html.ask(language, stamp(token), true);
        }
        try {
            button.press(token, from, request.header("user-agent"));
            return html.done(language);
        } catch (StoreUnavailable e) {
            LOGGER.warn("an owner could not lock: the store is gone", e);
            return html.failed(language);
        } catch (RuntimeException e) {
            LOGGER.error("an owner could not lock", e);
            return html.failed(language);
        }
    }

    private static Optional<String> form(PageRequest request) {
        Matcher form = FORM.matcher(request.body());
        return request.header("content-type").startsWith("application/x-www-form-urlencoded") && form.matches()
                ? Optional.of(form.group(1))
                : Optional.empty();
    }

    /** Hash of the style of all pages. */
    String style() {
        return html.style();
    }
}
