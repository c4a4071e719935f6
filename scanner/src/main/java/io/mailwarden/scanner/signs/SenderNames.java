package io.mailwarden.scanner.signs;

import io.mailwarden.engine.profile.organisation.LinkDomains;
import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Envelope;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import io.mailwarden.scanner.signs.Brands.Brand;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who the message says that it is from, and who gets the answers. */
final class SenderNames implements Check {

    private static final Pattern ADDRESS =
            Pattern.compile("[a-z0-9._%+-]{1,64}@((?:[a-z0-9-]{1,63}\\.){1,5}[a-z]{2,18})");

    private static final Pattern LIST_NAME = Pattern.compile("\\[[^\\]]{1,60}]");

    // Words of offices in names of senders, folded.
    private static final Phrases OFFICES = new Phrases(List.of(
            "support",
            "service",
            "security",
            "team",
            "helpdesk",
            "help desk",
            "customer care",
            "bank",
            "banco",
            "banque",
            "account",
            "notification*",
            "admin",
            "administrator",
            "billing",
            "department",
            "hr",
            "payroll",
            "invoice",
            "order",
            "delivery",
            "parcel",
            "atendimento",
            "suporte",
            "kundenservice",
            "servizio",
            "soporte",
            "protocolo",
            "aviso",
            "alert*",
            "rewards",
            "renewal",
            "subscription",
            "no reply",
            "noreply",
            "office",
            "ministry",
            "court",
            "claim",
            "wallet",
            "postmaster",
            "webmaster",
            "mailbox",
            "confirmation",
            "congratulations"));

    private final Brands brands;

    SenderNames(Brands brands) {
        this.brands = brands;
    }

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        Envelope envelope = message.envelope();
        String from = envelope.fromDomain();
        name(envelope, surroundings, findings);
        broken(envelope, findings);
        replies(envelope, surroundings, findings);
        if (Hosts.freeMail(from)) {
            findings.add(Sign.FREE_MAIL_SENDER, "from a free mailbox at " + from);
        }
        String local = envelope.fromAddress().split("@", 2)[0];
        if (Hosts.random(local) || Hosts.random(from.split("\\.", 2)[0])) {
            findings.add(Sign.RANDOM_SENDER, "sender looks made up: " + envelope.fromAddress());
        }
        brandElsewhere(message, from, findings);
        recipient(envelope, findings);
    }

    private void name(Envelope envelope, Surroundings surroundings, SeenSigns findings) {
        String name = envelope.fromName();
        String from = envelope.fromDomain();
        if (name.isEmpty()) {
            return;
        }
        String folded = Plain.words(name);
        List<Brand> named = brands.named(folded);
        if (!named.isEmpty()
                && named.stream().noneMatch(brand -> brand.owns(from))
                && !surroundings.isOwnDomain(from)) {
            findings.add(
                    Sign.BRAND_NAME,
                    "named " + named.get(0).name() + ", but from " + (from.isEmpty() ? "nowhere" : from));
        } else if (Hosts.freeMail(from) && !OFFICES.in(folded).isEmpty()) {
            findings.add(Sign.OFFICE_AT_FREE_MAIL, "an office, \"" + name + "\", that writes from " + from);
        }
        addressInName(name, from, findings);
        Optional<String> colleague = surroundings.addressOf(name);
        colleague
                .filter(address -> !address.equals(envelope.fromAddress()) && !surroundings.isOwnDomain(from))
                .ifPresent(address -> findings.add(
                        Sign.COLLEAGUE_NAME, "named like " + address + ", but from " + envelope.fromAddress()));
    }

    private static void addressInName(String name, String from, SeenSigns findings) {
        Matcher address = ADDRESS.matcher(Plain.lower(name));
        if (address.find() && !Hosts.related(address.group(1), from)) {
            findings.add(Sign.ADDRESS_IN_NAME, "shows " + address.group() + " as its name, but is from " + from);
        }
    }

    private static void broken(Envelope envelope, SeenSigns findings) {
        if (!envelope.hasFrom() || envelope.fromAddress().isEmpty()) {
            findings.add(Sign.BROKEN_SENDER, "no sender that could be answered");
        } else if (!envelope.fromHost().contains(".") && !envelope.fromHost().startsWith("[")) {
            findings.add(Sign.BROKEN_SENDER, "sender at no domain: " + envelope.fromAddress());
        } else if (envelope.fromCount() > 1) {
            findings.add(Sign.BROKEN_SENDER, 0.7, "more than one sender: " + envelope.fromAddress() + " and others");
        }
    }

    private static void replies(Envelope envelope, Surroundings surroundings, SeenSigns findings) {
        String from = envelope.fromDomain();
        for (String address : envelope.replyTo()) {
            String domain = LinkDomains.registrable(Envelope.host(address));
            if (otherMailbox(address, envelope)) {
                findings.add(Sign.REPLY_TO_FREE_MAIL, 0.7, "answers go to another mailbox, " + address);
            }
            if (Hosts.related(domain, from) || surroundings.isOwnDomain(domain) || envelope.bulk()) {
                continue;
            }
            if (Hosts.freeMail(domain)) {
                findings.add(Sign.REPLY_TO_FREE_MAIL, "from " + from + ", answers go to " + address);
            } else {
                findings.add(Sign.REPLY_ELSEWHERE, "from " + from + ", answers go to " + address);
            }
        }
    }

    // At one provider of free mailboxes two are two people, or one who hides; letters with dots or a + are one mailbox.
    private static boolean otherMailbox(String replyTo, Envelope envelope) {
        return Hosts.freeMail(envelope.fromDomain())
                && envelope.fromHost().equals(Envelope.host(replyTo))
                && !envelope.bulk()
                && !mailbox(replyTo).equals(mailbox(envelope.fromAddress()));
    }

    private static String mailbox(String address) {
        return address.split("[+@]", 2)[0].replace(".", "");
    }

    // A brand that the text speaks as, while neither sender nor any link is its own.
    private void brandElsewhere(ParsedMessage message, String from, SeenSigns findings) {
        if (brands.brandOf(from).isPresent() && !Hosts.freeMail(from)) {
            return;
        }
        List<Brand> subject = brands.named(Plain.words(message.envelope().subject()));
        subject.stream()
                .filter(brand -> !brand.owns(from) && !message.envelope().answer())
                .findFirst()
                .ifPresent(
                        brand -> findings.add(Sign.BRAND_IN_SUBJECT, "speaks of " + brand.name() + ", from " + from));
        if (message.links().isEmpty()) {
            return;
        }
        CharSequence seen = message.seen();
        String beginning = Plain.words(seen.subSequence(0, Math.min(seen.length(), 600)));
        brands.named(beginning).stream()
                .filter(brand -> !brand.owns(from))
                .filter(brand -> message.links().stream().noneMatch(link -> brand.owns(link.domain())))
                .findFirst()
                .ifPresent(brand -> findings.add(
                        Sign.BRAND_IN_TEXT, "speaks of " + brand.name() + ", but no link opens a page of theirs"));
    }

    // Lists put their own name in brackets before the subject.
    private static void recipient(Envelope envelope, SeenSigns findings) {
        String subject = LIST_NAME.matcher(envelope.subject()).replaceAll(" ");
        String shown = Plain.lower(subject + ' ' + envelope.fromName());
        for (String recipient : envelope.recipients()) {
            String local = recipient.split("@", 2)[0];
            if (shown.contains(recipient) || (local.length() >= 6 && shown.contains(local))) {
                findings.add(Sign.RECIPIENT_IN_SUBJECT, "subject or sender's name has the recipient's address in it");
            }
        }
    }
}
