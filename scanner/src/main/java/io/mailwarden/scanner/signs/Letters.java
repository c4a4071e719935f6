package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import java.util.List;

/**
 * Letters that want an answer or a call and not a click: advance fees, gifts, loans, errands, invoices for what nobody
 * bought, wallets full of money. Their stories change; what they are made of does not ({@link LetterPart}). Looks after
 * the other checks, at what these found.
 */
final class Letters implements Check {

    // How much so many parts say where answers go to a mailbox that anybody can open, or elsewhere; and else, where
    // honest
    // offers of business have most of them, too.
    private static final double[] UNNAMED = {0, 0, 0.15, 0.9, 1};
    private static final double[] NAMED = {0, 0, 0, 0.2, 0.4, 0.8, 1};

    // Those that write and that ask for an answer, those that tell what it is about, and what goes with both.
    private static final List<LetterPart> APPROACH =
            List.of(LetterPart.STRANGER, LetterPart.INTRODUCTION, LetterPart.ANSWER);
    private static final List<LetterPart> MATTER = List.of(LetterPart.DEAL, LetterPart.MISFORTUNE, LetterPart.FORTUNE);

    private static final int SHORT = 80;

    private static final int MOST_READ = 5000;
    private static final int MOST_ADDRESSES = 20;
    private static final int LONGEST_HOST = 30;

    // A telephone number, with its country or without.
    private static final int LEAST_DIGITS = 10;
    private static final int MOST_DIGITS = 15;

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        boolean unnamed = Hosts.freeMail(message.envelope().fromDomain())
                || findings.has(Sign.REPLY_TO_FREE_MAIL)
                || findings.has(Sign.REPLY_ELSEWHERE);
        boolean toldElsewhere = namesFreeMailbox(message);
        int approach = approach(findings) + (toldElsewhere ? 1 : 0);
        int matter = said(MATTER, findings);
        int parts = approach + matter + more(findings);
        if (approach > 0 && matter > 0) {
            findings.add(
                    Sign.STRANGERS_LETTER,
                    strength(parts, unnamed || toldElsewhere ? UNNAMED : NAMED),
                    "a stranger's letter about money: has " + parts + " of the parts that such letters are made of");
        }
        if (parts > 0) {
            bait(message, findings);
        }
        invoice(message, unnamed, findings);
        wallet(findings);
    }

    /** How many parts there are of those that write to a stranger and ask for an answer; news and appeals have none. */
    static int approach(SeenSigns findings) {
        return said(APPROACH, findings) + (findings.phrases(LetterPart.DETAILS) > 1 ? 1 : 0);
    }

    private static int said(List<LetterPart> parts, SeenSigns findings) {
        return (int) parts.stream().filter(part -> findings.phrases(part) > 0).count();
    }

    // What goes with a story and is none: an oath, a sum in figures, and the deal told over and over.
    private static int more(SeenSigns findings) {
        boolean sum = findings.has(Sign.LARGE_SUM) && findings.phrases(LetterPart.FORTUNE) == 0;
        boolean often = findings.phrases(LetterPart.DEAL) > 2;
        return said(List.of(LetterPart.TRUST), findings) + (sum ? 1 : 0) + (often ? 1 : 0);
    }

    // Few words, that are to be answered somewhere else: the story comes with the second letter.
    private static void bait(ParsedMessage message, SeenSigns findings) {
        boolean bare = message.links().isEmpty() && message.enclosures().isEmpty();
        boolean first = !message.envelope().answer();
        if (bare && first && findings.has(Sign.REPLY_TO_FREE_MAIL) && message.words() <= SHORT) {
            boolean twoMailboxes = findings.has(Sign.FREE_MAIL_SENDER);
            findings.add(Sign.BAIT, twoMailboxes ? 1 : 0.6, "a few words, to be answered at another free mailbox");
        }
    }

    private static double strength(int parts, double[] strengths) {
        return strengths[Math.min(parts, strengths.length - 1)];
    }

    private static void invoice(ParsedMessage message, boolean unnamed, SeenSigns findings) {
        boolean foreign = unnamed || findings.has(Sign.BRAND_NAME) || findings.has(Sign.BRAND_IN_SUBJECT);
        int charges = findings.phrases(LetterPart.CHARGE);
        if (foreign && charges > 1 && findings.phrases(LetterPart.CALL) > 0 && hasTelephone(message.seen())) {
            findings.add(
                    Sign.INVOICE_TO_CALL,
                    charges > 2 ? 1 : 0.6,
                    "money was taken, and a number to call against it, from a mailbox that is not the seller's");
        }
    }

    private static void wallet(SeenSigns findings) {
        boolean rich = findings.has(Sign.LARGE_SUM) && findings.has(Sign.CRYPTO);
        if (rich && findings.phrases(LetterPart.LOGIN) > 1) {
            findings.add(Sign.FOUND_WALLET, "tells a name and a password for an account full of money");
        }
    }

    // An address to write to that is told in the text, as other letters tell it in their Reply-To.
    private static boolean namesFreeMailbox(ParsedMessage message) {
        return namesFreeMailbox(message.seen(), message.envelope().fromAddress());
    }

    static boolean namesFreeMailbox(CharSequence text, String sender) {
        int length = Math.min(text.length(), MOST_READ);
        int addresses = 0;
        for (int at = 1; at < length && addresses < MOST_ADDRESSES; at++) {
            if (text.charAt(at) == '@') {
                addresses++;
                int end = at + 1;
                while (end < length && end - at <= LONGEST_HOST && ofHost(text.charAt(end))) {
                    end++;
                }
                String host = Plain.lower(text.subSequence(at + 1, end).toString());
                host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
                if (Hosts.freeMail(host) && !endsIn(sender, text, at, host)) {
                    return true;
                }
            }
        }
        return false;
    }

    // Whether the sender's own address stands there.
    private static boolean endsIn(String sender, CharSequence text, int at, String host) {
        int from = at + 1 + host.length() - sender.length();
        return !sender.isEmpty()
                && from >= 0
                && Plain.lower(text.subSequence(from, at + 1 + host.length()).toString())
                        .equals(sender);
    }

    private static boolean ofHost(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    /** Whether a run of digits, blanks, brackets and hyphens is as long as a telephone number and in groups like one. */
    static boolean hasTelephone(CharSequence text) {
        int digits = 0;
        int groups = 0;
        boolean within = false;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : 0;
            if (c >= '0' && c <= '9') {
                groups += within ? 0 : 1;
                digits++;
                within = true;
            } else if (" ()+-".indexOf(c) >= 0) {
                within = false;
            } else {
                if (digits >= LEAST_DIGITS && digits <= MOST_DIGITS && groups > 1) {
                    return true;
                }
                digits = 0;
                groups = 0;
                within = false;
            }
        }
        return false;
    }
}
