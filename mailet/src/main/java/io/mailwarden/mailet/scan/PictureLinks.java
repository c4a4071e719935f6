package io.mailwarden.mailet.scan;

import io.mailwarden.engine.response.scan.Surroundings;

/**
 * Links that are hidden in QR codes. Where they lead is judged like that of any other link, by the other checks; here, that
 * they are hidden. Codes that open pages of the sender, of the organisation or of a brand say nothing; one whose page is
 * linked openly too, little.
 */
final class PictureLinks implements Check {

    private static final int FEW_WORDS = 30;

    private final Brands brands;

    PictureLinks(Brands brands) {
        this.brands = brands;
    }

    @Override
    public void look(Specimen message, Surroundings surroundings, Findings findings) {
        for (Link link : message.linksInPictures()) {
            if (!trusted(link, message, surroundings)) {
                findings.add(
                        Sign.QR_LINK, strength(link, message), "a picture holds a QR code that opens " + link.host());
            }
        }
    }

    private boolean trusted(Link link, Specimen message, Surroundings surroundings) {
        // Pages that anybody can put up are nobody's, whoever owns the domain.
        boolean brand = brands.owner(link.domain()).isPresent() && Hosts.openness(link.host(), link.domain()) == 0;
        return brand
                || surroundings.isOwnDomain(link.domain())
                || Hosts.related(link.domain(), message.envelope().fromDomain());
    }

    // Who has something to say and shows links does not depend on the code; who has only the code does.
    private static double strength(Link link, Specimen message) {
        boolean shown =
                message.shownLinks().stream().anyMatch(other -> other.domain().equals(link.domain()));
        if (shown) {
            return 0.2;
        }
        if (BodyShape.words(message.seen()) <= FEW_WORDS) {
            return 1;
        }
        return message.shownLinks().isEmpty() ? 0.6 : 0.4;
    }
}
