package io.mailwarden.scanner.content;

import io.mailwarden.scanner.message.Links;

/** Links in plain text: what is shown is what is opened. */
final class TextLinks {

    private TextLinks() {}

    static void add(String text, LinkList links) {
        Links found = new Links();
        found.addFromText(text);
        found.all().forEach(link -> links.add("", link));
    }
}
