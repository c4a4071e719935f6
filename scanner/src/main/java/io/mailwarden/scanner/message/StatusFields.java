package io.mailwarden.scanner.message;

import io.mailwarden.scanner.message.StatusReport.Failure;
import io.mailwarden.scanner.mime.HeaderText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of a delivery report about recipients (RFC 3464), as servers really write them. */
final class StatusFields {

    private static final int MAX_ADDRESS = 320;

    // Where servers write what the next one answered.
    private static final List<String> ANSWERS =
            List.of("status", "diagnostic-code", "x-supplementary-info", "x-smtp-diagnostic", "x-display-name");

    private StatusFields() {}

    /** Whether a text for people has such fields in it. */
    static boolean in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("final-recipient:") || lower.contains("original-recipient:");
    }

    /** The recipients that were not reached, in order. */
    static List<Failure> read(String text) {
        List<Failure> failures = new ArrayList<>();
        for (Map<String, String> fields : HeaderBlocks.parse(text, StatusReport.MAX_FAILURES + 1)) {
            Optional<String> status = status(fields);
            String recipient = recipient(fields);
            if (!recipient.isEmpty() && status.isPresent() && failures.size() < StatusReport.MAX_FAILURES) {
                failures.add(new Failure(recipient, status.get()));
            }
        }
        return failures;
    }

    private static String recipient(Map<String, String> fields) {
        return Stream.of("final-recipient", "original-recipient", "x-actual-recipient")
                .map(name -> address(fields.getOrDefault(name, "")))
                .filter(address -> !address.isEmpty())
                .min(Comparator.comparing(StatusFields::routed))
                .orElse("");
    }

    // "@relay.example:someone@server", as RFC 821 had it, is no address that anybody wrote to.
    private static boolean routed(String address) {
        return address.startsWith("@");
    }

    // "rfc822; someone@example.org"; angle brackets and a missing type are common faults.
    private static String address(String field) {
        String address = HeaderText.token(field.substring(field.indexOf(';') + 1), MAX_ADDRESS);
        return address.replaceAll("^<|>$", "");
    }

    /*
     * Status is the place for the code, but many write the whole answer of a server there, or prose, as James does; some
     * have it elsewhere only, or say there what Status calls "other" (Exim always). A failure without any code is "other".
     */
    private static Optional<String> status(Map<String, String> fields) {
        String action = fields.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        Optional<String> told = FailureCode.code(fields.getOrDefault("status", ""));
        if (!action.startsWith("failed")) {
            return action.isEmpty() || action.startsWith("delayed") ? told : Optional.empty();
        }
        return told.filter(code -> !FailureCode.vague(code))
                .or(() -> FailureCode.of(answers(fields)))
                .or(() -> Optional.of("5.0.0"));
    }

    private static String answers(Map<String, String> fields) {
        StringBuilder answers = new StringBuilder();
        ANSWERS.forEach(name -> answers.append(fields.getOrDefault(name, "")).append('\n'));
        return answers.toString();
    }
}
