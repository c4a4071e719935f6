package io.mailwarden.engine.response.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.support.StoreUnavailable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns those whom malicious mail of an incident has reached, outside of this server, each once. A notice is claimed
 * before it is sent: when the server dies in between, it is not sent again, and shows as unsure. Thread-safe.
 */
public final class RecipientNotice {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientNotice.class);

    /** Recipients of one incident that are warned; an account reaches fewer in the hours that a journal lasts. */
    public static final int MOST_RECIPIENTS = 20_000;

    private static final int PAGE = 100;
    private static final int MESSAGES_NAMED = 10;

    private final RescanStore store;
    private final NoticeSender post;
    private final NoticeTemplate template;
    private final Clock clock;

    /**
     * What would be sent, to whom.
     *
     * @param subject filled in
     * @param text filled in but for {@code {messages}}, which is each recipient's own list
     * @param waiting who has not been warned
     * @param notices who has
     */
    public record Draft(String subject, String text, List<String> waiting, List<RescanStore.Notice> notices) {}

    /**
     * How many notices were sent, and how many failed.
     *
     * @param sent notices that are on their way now
     * @param failed that could not be sent; the next try includes them
     */
    public record SentNotices(int sent, int failed) {}

    /**
     * Kept in that store, sent by that.
     *
     * @param template a first line with the subject, after the word "Subject:", an empty line, and the text, in which
     *     {@code {account}} and other words in braces are filled in; IllegalArgumentException for another
     */
    public RecipientNotice(RescanStore store, NoticeSender post, String template, Clock clock) {
        this.store = store;
        this.post = post;
        this.template = NoticeTemplate.parse(template);
        this.clock = clock;
    }

    /** The notice for the incident as it stands; throws {@link StoreUnavailable}. */
    public Draft draft(Account account, String incident) {
        SortedMap<String, List<JournalEntry>> reached = reached(account, incident);
        List<RescanStore.Notice> notices = store.notices(account, incident, MOST_RECIPIENTS);
        List<String> warned =
                notices.stream().map(RescanStore.Notice::recipient).toList();
        NoticeTemplate filled = template.filled(values(account, reached));
        List<String> waiting = new ArrayList<>(reached.keySet());
        waiting.removeAll(new HashSet<>(warned));
        return new Draft(filled.subject(), filled.text(), List.copyOf(waiting), notices);
    }

    /**
     * Sends it to everybody who was not warned before; throws {@link StoreUnavailable}, and then some may have been.
     *
     * @param text in the place of the template's; its words in braces are filled in likewise
     */
    public SentNotices send(Account account, String incident, Optional<String> text) {
        SortedMap<String, List<JournalEntry>> reached = reached(account, incident);
        NoticeTemplate words = new NoticeTemplate(template.subject(), text.orElse(template.text()));
        Map<String, String> values = values(account, reached);
        int sent = 0;
        int failed = 0;
        for (Map.Entry<String, List<JournalEntry>> recipient : reached.entrySet()) {
            if (store.claimNotice(account, incident, recipient.getKey(), clock.instant())) {
                Map<String, String> own = new TreeMap<>(values);
                own.put("messages", messages(recipient.getValue()));
                boolean done = sent(account, incident, recipient.getKey(), words.filled(own));
                sent += done ? 1 : 0;
                failed += done ? 0 : 1;
            }
        }
        return new SentNotices(sent, failed);
    }

    private boolean sent(Account account, String incident, String recipient, NoticeTemplate filled) {
        try {
            post.send(recipient, filled.subject(), filled.text());
        } catch (IOException e) {
            LOGGER.warn("a notice for incident {} could not be sent", incident, e);
            store.noticeFailed(account, incident, recipient);
            return false;
        }
        store.noticeSent(account, incident, recipient, clock.instant());
        return true;
    }

    private SortedMap<String, List<JournalEntry>> reached(Account account, String incident) {
        SortedMap<String, List<JournalEntry>> reached = new TreeMap<>();
        String behind = "";
        List<RescanFinding> page = page(account, incident, behind);
        while (!page.isEmpty()) {
            page.forEach(finding -> add(finding, reached));
            behind = page.get(page.size() - 1).message().id();
            page = page(account, incident, behind);
        }
        return reached;
    }

    private List<RescanFinding> page(Account account, String incident, String behind) {
        return store.findings(account, incident, behind, Optional.of(RescanVerdict.MALICIOUS), PAGE);
    }

    private static void add(RescanFinding finding, SortedMap<String, List<JournalEntry>> reached) {
        for (MessageCopy copy : finding.copies()) {
            boolean known = reached.containsKey(copy.who());
            if (copy.place() == MessageCopy.Location.LEFT && (known || reached.size() < MOST_RECIPIENTS)) {
                List<JournalEntry> messages = reached.computeIfAbsent(copy.who(), who -> new ArrayList<>());
                if (messages.size() <= MESSAGES_NAMED) {
                    messages.add(finding.message());
                }
            }
        }
    }

    private static Map<String, String> values(Account account, SortedMap<String, List<JournalEntry>> reached) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (List<JournalEntry> messages : reached.values()) {
            for (JournalEntry message : messages) {
                first = message.at().isBefore(first) ? message.at() : first;
                last = message.at().isAfter(last) ? message.at() : last;
            }
        }
        return reached.isEmpty()
                ? Map.of("account", account.name(), "domain", account.domain())
                : Map.of(
                        "account", account.name(),
                        "domain", account.domain(),
                        "from", minute(first),
                        "until", minute(last));
    }

    private static String messages(List<JournalEntry> messages) {
        StringBuilder lines = new StringBuilder();
        for (JournalEntry message : messages.subList(0, Math.min(MESSAGES_NAMED, messages.size()))) {
            String subject = message.summary().subject().isBlank()
                    ? "(no subject)"
                    : message.summary().subject();
            lines.append("  ")
                    .append(minute(message.at()))
                    .append("  ")
                    .append(subject)
                    .append('\n');
        }
        return lines.append(messages.size() > MESSAGES_NAMED ? "  and more\n" : "")
                .toString();
    }

    private static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString().replace("T", " ").replace(":00Z", " UTC");
    }
}
