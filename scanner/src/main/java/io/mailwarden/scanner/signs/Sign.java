package io.mailwarden.scanner.signs;

/**
 * What can be seen in a message, and how strongly each speaks for phishing, fraud or malware when it stands alone and
 * is plainly there: 0 = not at all, 1 = certain. Independent evidence is joined as 1 - Π(1 - s); a sign that is there
 * by half counts (1 - s) to the power of a half.
 *
 * <p>How the numbers were found: each was first written down by hand, then fitted on real mail: logistic regression in
 * logarithms of 1 - s (so that it is a plain sum), with a Gaussian prior of deviation 1 around the first guess, a least
 * value, and an upper limit for signs that honest newsletters, shops and offices have too: what is said (0.17 to 0.44),
 * HTML alone, pictures, free mailboxes. Signs that the data lacks (macros, archives, colleagues) keep the first guess;
 * those of letters (STRANGERS_LETTER, BAIT, INVOICE_TO_CALL, FOUND_WALLET) were set by hand and tried on half of it.
 * The data, the method and figures on what was held out are in docs/detection.md; words and
 * brands were written from general knowledge first, then after what was missed on the half that is not held out.
 */
public enum Sign {

    // Links.

    /** A link shows one address and opens another. */
    LINK_TEXT(0.38),
    /** A link opens a name one letter away from a brand, or in letters that look the same. */
    LOOK_ALIKE_DOMAIN(0.48),
    /** A brand's name within a host that is not the brand's. */
    BRAND_IN_FOREIGN_HOST(0.49),
    /** A host in punycode or foreign letters. */
    DISGUISED_HOST(0.37),
    /** A link to an IP address. */
    ADDRESS_LITERAL(0.16),
    /** A link behind a shortener. */
    SHORTENED_LINK(0.29),
    /** Words of log-in pages in a link. */
    CREDENTIAL_PATH(0.30),
    /** A link to a page that anybody can put up. */
    FREE_HOSTING(0.37),
    /** A link with another name before an @. */
    LINK_WITH_USER(0.37),
    /** A link to an unusual port. */
    ODD_PORT(0.10),
    /** A link that runs a script or carries its page. */
    SCRIPT_LINK(0.37),
    /** A link with another link in it. */
    REDIRECT(0.19),
    /** A link with the recipient's address in it. */
    RECIPIENT_IN_LINK(0.03),
    /** A link to a top-level domain that costs next to nothing. */
    CHEAP_DOMAIN(0.24),
    /** A link to a name that a machine made up. */
    RANDOM_DOMAIN(0.08),
    /** A link to a domain that nobody here had a link to before. */
    FRESH_DOMAIN(0.21),
    /** All links open one domain, not the sender's. */
    ONE_FOREIGN_TARGET(0.03),
    /**
     * A QR code that opens a page elsewhere. Set by hand, like SHORTENED_LINK: where it leads is not to be seen before
     * it is opened, and then on a phone that no gateway guards. Posters and tickets have it too, so it is there in full
     * only where the message says little else: see PictureLinks.
     */
    QR_LINK(0.29),

    // Who it says that it is from.

    /** Named like a brand, from a domain that is not the brand's. */
    BRAND_NAME(0.55),
    /** Named like a colleague, from a foreign address. */
    COLLEAGUE_NAME(0.55),
    /** Another address as its name. */
    ADDRESS_IN_NAME(0.37),
    /** An office that writes from a free mailbox. */
    OFFICE_AT_FREE_MAIL(0.36),
    /** A brand in the subject, from elsewhere. */
    BRAND_IN_SUBJECT(0.17),
    /** Speaks of a brand, and no link is the brand's. */
    BRAND_IN_TEXT(0.15),
    /** Answers go to another domain; lists and offices do that too. */
    REPLY_ELSEWHERE(0.03),
    /** Answers go to a free mailbox. */
    REPLY_TO_FREE_MAIL(0.34),
    /** No sender, or more than one, or one at no domain. */
    BROKEN_SENDER(0.31),
    /** A sender that a machine made up. */
    RANDOM_SENDER(0.06),
    /** From a free mailbox: next to nothing. */
    FREE_MAIL_SENDER(0.07),
    /** The recipient's address in the subject. */
    RECIPIENT_IN_SUBJECT(0.21),

    // What it says: see wording.txt.

    /** Verify, confirm, unusual sign-in. */
    ACCOUNT(0.37),
    /** Suspended, blocked, deleted. */
    THREAT(0.29),
    /** Now, within 24 hours. */
    URGENCY(0.17),
    /** Click here, open the attachment. */
    LURE(0.17),
    /** Won, selected, gift. */
    PRIZE(0.14),
    /** Points that expire, money to be fetched. */
    POINTS(0.37),
    /** A parcel that waits. */
    PARCEL(0.26),
    /** Invoices, failed payments. */
    PAYMENT(0.17),
    /** Shared documents, full mailboxes, summons. */
    DOCUMENT(0.29),
    /** Wallets, airdrops. */
    CRYPTO(0.34),
    /** Inheritance, millions, a dying widow. */
    ADVANCE_FEE(0.34),
    /** Hacked, filmed, pay. */
    EXTORTION(0.37),
    /** Dear customer. */
    GREETING(0.24),
    /** Thousands or millions of money. */
    LARGE_SUM(0.17),
    /** The address of a wallet. */
    CRYPTO_ADDRESS(0.16),
    /** A subject in capitals. */
    SHOUTING(0.29),
    /** Pictures in the subject. */
    DECORATED_SUBJECT(0.15),
    /** A form that was not filled in. */
    PLACEHOLDER(0.03),

    // How it is disguised.

    /** Much text that nobody sees. */
    HIDDEN_TEXT(0.29),
    /** Words split by what nobody sees, or into letters. */
    SPLIT_WORDS(0.40),
    /** Characters without width within words. */
    INVISIBLE_CHARACTERS(0.44),
    /** Latin words with Cyrillic or Greek letters. */
    MIXED_ALPHABETS(0.44),
    /** Letters made of mathematical signs. */
    FANCY_LETTERS(0.21),
    /** Words of random letters. */
    GIBBERISH(0.04),
    /** Plain text and HTML say different things. */
    TEXTS_DIFFER(0.21),

    // What it is made of.

    /** A picture and few words. */
    IMAGE_ONLY(0.34),
    /** A link and few words. */
    LINK_ONLY(0.24),
    /** Pictures from a site for anybody's pictures. */
    BORROWED_IMAGE(0.29),
    /** A form that asks for a password. */
    PASSWORD_FIELD(0.50),
    /** Another form. */
    FORM(0.03),
    /** A script, a frame, a page that forwards. */
    SCRIPT(0.32),
    /** HTML without plain text: many honest senders do that. */
    HTML_ONLY(0.11),
    /**
     * It could not be read as a whole, or may be read in more than one way. Set by hand, so that such a message alone is never
     * called clean: it is suspicious. How often honest mail is such is in docs/detection.md.
     */
    UNREADABLE(0.46),

    // What is attached.

    /** A program. */
    PROGRAM(0.52),
    /** A file with two endings. */
    DOUBLE_EXTENSION(0.62),
    /** A program that says that it is something else. */
    DISGUISED_TYPE(0.82),
    /** A document with macros. */
    MACRO(0.50),
    /** An archive or document under a password. */
    ENCRYPTED_ARCHIVE(0.29),
    /** Such, and the password is told. */
    PASSWORD_IN_TEXT(0.40),
    /** A page, or an archive within an archive. */
    HTML_FILE(0.29),
    /** A page with a script or a form. */
    ACTIVE_HTML_FILE(0.44),
    /** A document and few words. */
    DOCUMENT_ONLY(0.37),
    /** A PDF that runs something. */
    ACTIVE_DOCUMENT(0.29),

    // What signs say together.

    /** Bait and pressure together, and a way out of the sender's pages. */
    THEFT_LURE(0.44),
    /** A story of money, to be answered at a free mailbox or elsewhere. */
    FRAUD_LURE(0.34),
    /** A threat, and how to pay in crypto money. */
    DEMAND(0.55),
    /** A letter of several parts that strangers write who are after money: see LetterPart. */
    STRANGERS_LETTER(0.46),
    /** A few words of such a letter, to be answered at another free mailbox. */
    BAIT(0.3),
    /** Money that was taken for what nobody bought, and a number to call. */
    INVOICE_TO_CALL(0.44),
    /** Name and password of an account full of crypto money. */
    FOUND_WALLET(0.44);

    private final double score;
    private final double weight;

    Sign(double score) {
        this.score = score;
        weight = -Math.log(1 - score);
    }

    /** The score of a message with this sign alone, below 1. */
    public double score() {
        return score;
    }

    /** The same in logarithms, where evidence adds up. */
    double weight() {
        return weight;
    }
}
