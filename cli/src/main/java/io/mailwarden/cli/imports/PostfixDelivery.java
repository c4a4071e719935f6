package io.mailwarden.cli.imports;

import java.util.Locale;

/**
 * What Postfix says of one recipient: "to=&lt;a&gt;, orig_to=&lt;b&gt;, relay=…, delay=1, delays=0/0/0/1, tls=dane,
 * dsn=2.0.0, status=sent (…)". Between the relay and the status, versions differ in which fields there are.
 *
 * @param to the address that it was tried at
 * @param given the address that the sender gave
 * @param code the status code of RFC 3463
 * @param status sent, bounced, deferred, expired …
 */
record PostfixDelivery(String to, String given, String code, String status) {

    private static final String RELAY = ">, relay=";
    private static final String GIVEN = ">, orig_to=<";
    private static final String DSN = "dsn=";
    private static final String STATUS = "status=";
    private static final int MOST_FIELDS = 16;

    /**
     * Throws Unusable for any other form. Senders choose recipients, and remote servers their answers: a line that could
     * be read in two ways is not read.
     */
    static PostfixDelivery parse(String text) throws Unusable {
        int relay = text.indexOf(RELAY);
        if (!text.startsWith("to=<") || relay < 0 || text.indexOf(RELAY, relay + 1) >= 0) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        String addresses = text.substring("to=<".length(), relay);
        int second = addresses.indexOf(GIVEN);
        String to = second < 0 ? addresses : addresses.substring(0, second);
        String given = second < 0 ? "" : addresses.substring(second + GIVEN.length());
        if (to.isEmpty() || isOdd(to) || isOdd(given)) {
            throw new Unusable(Reason.OTHER_SHAPE);
        }
        return fields(to, given.isBlank() ? to : given, text, text.indexOf(", ", relay + RELAY.length()));
    }

    private static boolean isOdd(String address) {
        return address.indexOf('<') >= 0 || address.indexOf('>') >= 0;
    }

    private static PostfixDelivery fields(String to, String given, String text, int start) throws Unusable {
        String code = "";
        int at = start;
        for (int i = 0; i < MOST_FIELDS && at >= 0; i++) {
            at += ", ".length();
            if (text.startsWith(STATUS, at)) {
                String status = word(text, at + STATUS.length());
                if (isCode(code) && !status.isEmpty()) {
                    return new PostfixDelivery(to, given, code, status);
                }
                throw new Unusable(Reason.OTHER_SHAPE);
            }
            int next = text.indexOf(", ", at);
            if (text.startsWith(DSN, at) && next > 0) {
                code = text.substring(at + DSN.length(), next);
            }
            at = next;
        }
        throw new Unusable(Reason.OTHER_SHAPE);
    }

    private static String word(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    // 2.0.0, 4.4.1, 5.1.1
    private static boolean isCode(String text) {
        String[] parts = text.split("\\.", 4);
        return parts.length == 3
                && "245".contains(parts[0])
                && parts[0].length() == 1
                && isShortNumber(parts[1])
                && isShortNumber(parts[2]);
    }

    private static boolean isShortNumber(String text) {
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(one -> one >= '0' && one <= '9');
    }
}
