package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.HtmlLook;
import io.mailwarden.scanner.content.ParsedMessage;
import java.util.List;

/** What the message is made of. */
final class BodyShape implements Check {

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        HtmlLook html = message.html();
        int words = message.words();
        if (html.passwordFields() > 0) {
            findings.add(Sign.PASSWORD_FIELD, "asks for a password in a form of its own");
        } else if (html.forms() > 0) {
            findings.add(Sign.FORM, "has a form in it");
        }
        if (html.scripts() + html.framesAndRefreshes() > 0) {
            findings.add(Sign.SCRIPT, "has a script, a frame or a forwarding page in it");
        }
        if (message.hasHtml() && message.plainIsBlank()) {
            findings.add(Sign.HTML_ONLY, "has HTML only");
        }
        message.problem().ifPresent(why -> findings.add(Sign.UNREADABLE, "could not be read as a whole: " + why));
        images(message, words, findings);
        // One in a picture has a sign of its own for that: see PictureLinks.
        boolean bare = !message.shownLinks().isEmpty() && words <= 25 && html.images() == 0;
        if (bare) {
            findings.add(Sign.LINK_ONLY, "little but a link: " + words + " words");
        }
    }

    private static void images(ParsedMessage message, int words, SeenSigns findings) {
        int images = message.html().images()
                + (int) message.enclosures().stream()
                        .filter(enclosure -> enclosure.type().startsWith("image/"))
                        .count();
        if (images > 0 && words <= 30 && message.hasHtml()) {
            findings.add(
                    Sign.IMAGE_ONLY,
                    words <= 15 ? 1 : 0.7,
                    "a picture and " + words + " words: what it says is not for programs to read");
        }
        List<String> borrowed = message.html().borrowedFrom();
        if (!borrowed.isEmpty()) {
            findings.add(Sign.BORROWED_IMAGE, "pictures from " + borrowed.get(0));
        }
    }
}
