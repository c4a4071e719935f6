package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.ParsedMessage;
import java.util.List;
import java.util.stream.Stream;

/** What signs say together that none of them says alone. Looks last, at what the others found. */
final class Combinations implements Check {

    private static final List<Sign> BAIT = List.of(
            Sign.ACCOUNT, Sign.THREAT, Sign.POINTS, Sign.PARCEL, Sign.DOCUMENT, Sign.CRYPTO, Sign.PAYMENT, Sign.PRIZE);
    private static final List<Sign> PRESSURE = List.of(Sign.URGENCY, Sign.LURE, Sign.GREETING, Sign.THREAT);

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        String from = message.envelope().fromDomain();
        theft(message, from, surroundings, findings);
        fraud(from, findings);
    }

    private static void theft(ParsedMessage message, String from, Surroundings surroundings, SeenSigns findings) {
        boolean leadsAway = message.links().stream()
                .anyMatch(link -> !Hosts.related(link.domain(), from) && !surroundings.isOwnDomain(link.domain()));
        if (leadsAway || findings.has(Sign.DOCUMENT_ONLY) || findings.has(Sign.ACTIVE_HTML_FILE)) {
            double strength = Math.sqrt(strongest(BAIT, findings) * strongest(PRESSURE, findings));
            findings.add(Sign.THEFT_LURE, strength, "bait and pressure, and a way out of the sender's own pages");
        }
    }

    private static void fraud(String from, SeenSigns findings) {
        boolean unnamed =
                Hosts.freeMail(from) || findings.has(Sign.REPLY_TO_FREE_MAIL) || findings.has(Sign.REPLY_ELSEWHERE);
        boolean asksForAnswer = Letters.approach(findings) > 0 || findings.has(Sign.REPLY_TO_FREE_MAIL);
        if (unnamed && asksForAnswer) {
            double story = findings.strength(Sign.ADVANCE_FEE);
            findings.add(
                    Sign.FRAUD_LURE, story, "a story of money or trust, to be answered at a free mailbox or elsewhere");
        }
        boolean payable = findings.has(Sign.CRYPTO_ADDRESS) || findings.has(Sign.CRYPTO);
        if (payable && findings.strength(Sign.EXTORTION) >= 0.7) {
            findings.add(Sign.DEMAND, findings.strength(Sign.EXTORTION), "a threat, and how to pay");
        }
    }

    private static double strongest(List<Sign> signs, SeenSigns findings) {
        return Stream.concat(signs.stream().map(findings::strength), Stream.of(0.0))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }
}
