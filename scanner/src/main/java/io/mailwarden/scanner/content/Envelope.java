package io.mailwarden.scanner.content;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.engine.support.MailAddress;
import io.mailwarden.scanner.mime.HeaderAddresses;
import io.mailwarden.scanner.mime.HeaderText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the headers of a message show of who wrote it to whom; the first of each counts. Not thread-safe. */
public final class Envelope {

    private static final int MAX_TEXT = 300;
    // Where people send what they were sent: RFC 2142 4 has abuse and security, the others are common.
    private static final Pattern OFFICE =
            Pattern.compile("(?:report[-_.]?)?(?:abuse|phish(?:ing)?|spam|scam|fraud)(?:[-_.]?reports?)?"
                    + "|csirt|cert|soc|security|infosec|report");

    private static final Set<String> READ = Set.of(
            "from", "reply-to", "to", "cc", "bcc", "subject", "list-id", "list-post", "in-reply-to", "references");

    private Optional<String> from = Optional.empty();
    private Optional<String> subject = Optional.empty();
    private final HeaderAddresses fromAddresses = new HeaderAddresses();
    private final HeaderAddresses replyTo = new HeaderAddresses();
    private final HeaderAddresses recipients = new HeaderAddresses();
    private final HeaderAddresses copies = new HeaderAddresses();
    private String charset = "";
    private Optional<String> decodedSubject = Optional.empty();
    private boolean bulk;
    private boolean answer;

    /** Whether a header of that name, in lower case, says anything of it. */
    static boolean reads(String name) {
        return READ.contains(name);
    }

    void take(String name, String body) {
        switch (name) {
            case "from" -> {
                from = from.or(() -> Optional.of(body));
                fromAddresses.add(body);
            }
            case "reply-to" -> replyTo.add(body);
            case "to" -> recipients.add(body);
            case "cc", "bcc" -> copies.add(body);
            case "subject" -> subject = subject.or(() -> Optional.of(body));
            case "list-id", "list-post" -> bulk = true;
            case "in-reply-to", "references" -> answer = true;
            default -> {
                // Says nothing of who wrote.
            }
        }
    }

    /** A character set of its texts; the first that is said counts. */
    void charset(String label) {
        charset = charset.isEmpty() ? label : charset;
        decodedSubject = Optional.empty();
    }

    /** Decoded. */
    public String subject() {
        if (decodedSubject.isEmpty()) {
            decodedSubject = Optional.of(HeaderText.decoded(subject.orElse(""), MAX_TEXT, charset));
        }
        return decodedSubject.get();
    }

    /** The name shown for the sender, decoded; empty when only an address is shown. */
    public String fromName() {
        String raw = HeaderText.raw(from.orElse(""), charset).strip();
        int angle = raw.lastIndexOf('<');
        String name = angle < 0 ? "" : raw.substring(0, angle).strip();
        String decoded = HeaderText.decoded(name, MAX_TEXT);
        return decoded.replace("\"", "").strip();
    }

    public boolean hasFrom() {
        return from.isPresent();
    }

    /** The sender's address; empty when there is none that can be one. */
    public String fromAddress() {
        return fromAddresses.all().stream().findFirst().orElse("");
    }

    public int fromCount() {
        return fromAddresses.all().size();
    }

    public String fromHost() {
        return host(fromAddress());
    }

    public String fromDomain() {
        return LinkDomains.registrable(fromHost());
    }

    public static String host(String address) {
        return MailAddress.domainOrAll(address);
    }

    public List<String> replyTo() {
        return replyTo.all();
    }

    public List<String> recipients() {
        return recipients.all();
    }

    /** Whether it says to go to those alone who take reports of bad mail. */
    public boolean toReportOffice() {
        return !recipients().isEmpty()
                && Stream.concat(recipients().stream(), copies.all().stream()).allMatch(Envelope::takesReports);
    }

    /** Whether those who read the mail of that address take reports of bad mail. */
    public static boolean takesReports(String address) {
        return OFFICE.matcher(MailAddress.local(Plain.lower(address))).matches();
    }

    /** Whether it says that it comes from a mailing list. */
    public boolean bulk() {
        return bulk;
    }

    /** Whether it says that it answers another message. */
    public boolean answer() {
        return answer;
    }
}
