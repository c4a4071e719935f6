package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Hosts;
import io.mailwarden.scanner.content.Link;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import java.util.List;

/**
 * Links that are hidden in QR codes. Where they lead is assessed like that of any other link, by the other checks;
 * here, that they are hidden. Codes that open pages of the sender, of the organisation or of a brand say nothing; one
 * whose page is linked openly too, little.
 */
final class PictureLinks implements Check {

    private static final int FEW_WORDS = 30;
    private static final int MOST_READ = 5000;

    // To scan a code is asked for honestly, too: these lure only where the code opens a page elsewhere.
    private static final Phrases SCAN = new Phrases(List.of(
            "scan the qr code",
            "scan the code",
            "scan this code",
            "scan this qr code",
            "scan the qr",
            "scan below",
            "scan with your",
            "code scannen",
            "scannen sie",
            "scannez",
            "scanner le code",
            "escanee",
            "escanea",
            "escanear",
            "scansiona",
            "scansionare",
            "inquadra il codice",
            "scan de code",
            "scan de qr code",
            "scan deze code",
            "escaneie",
            "digitalize o codigo",
            "leia o qr code",
            "zeskanuj",
            "zeskanowac"));

    private final Brands brands;

    PictureLinks(Brands brands) {
        this.brands = brands;
    }

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        for (Link link : message.linksInPictures()) {
            if (!trusted(link, message, surroundings)) {
                findings.add(
                        Sign.QR_LINK, strength(link, message), "a picture holds a QR code that opens " + link.host());
                lure(link, message, findings);
            }
        }
    }

    private boolean trusted(Link link, ParsedMessage message, Surroundings surroundings) {
        // Pages that anybody can put up are nobody's, whoever owns the domain.
        boolean brand = brands.brandOf(link.domain()).isPresent() && Hosts.openness(link.host(), link.domain()) == 0;
        return brand
                || surroundings.isOwnDomain(link.domain())
                || Hosts.related(link.domain(), message.envelope().fromDomain());
    }

    // As strong as one phrase of Wording that lures to a link that is shown.
    private static void lure(Link link, ParsedMessage message, SeenSigns findings) {
        CharSequence seen = message.seen();
        String beginning = Plain.words(
                message.envelope().subject() + " . " + seen.subSequence(0, Math.min(seen.length(), MOST_READ)));
        if (!SCAN.in(beginning).isEmpty()) {
            findings.add(Sign.LURE, 0.4, "asks to scan a code that opens " + link.host());
        }
    }

    // Who has something to say and shows links does not depend on the code; who has only the code does.
    private static double strength(Link link, ParsedMessage message) {
        boolean shown =
                message.shownLinks().stream().anyMatch(other -> other.domain().equals(link.domain()));
        if (shown) {
            return 0.2;
        }
        if (message.words() <= FEW_WORDS) {
            return 1;
        }
        return message.shownLinks().isEmpty() ? 0.6 : 0.4;
    }
}
