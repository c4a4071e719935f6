package io.mailwarden.settings.james;

/**
 * Something in James's files that keeps Mailwarden from doing what it is there for.
 *
 * @param place the file, and the line where it is known, such as "mailrepositorystore.xml, line 9"
 * @param text what is wrong, and what is expected
 */
public record ConfFinding(String place, String text) {

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
