package io.mailwarden.engine.response.held;

import java.util.List;

/**
 * What a reader would see of a held message, as text alone: nothing is loaded, and nothing in it is a link. All of it is
 * fit to be shown, and what is long is cut.
 *
 * @param head From, To, Cc, Reply-To, Subject and Date, as far as it has them, each a line
 * @param text what its sender wrote, line by line; of HTML what is seen of it
 * @param cut whether there is more text, or were more links or files
 * @param links where it leads to, each with the words that it hides behind, where these are others
 * @param attachments its files: name, type
 */
public record HeldPreview(
        List<String> head, String text, boolean cut, List<PreviewLink> links, List<PreviewFile> attachments) {

    /**
     * Where a message leads to.
     *
     * @param target the address
     * @param words what is shown of it; empty for the address itself
     */
    public record PreviewLink(String target, String words) {}

    /**
     * A file in a message.
     *
     * @param name empty when it has none
     * @param type media type
     */
    public record PreviewFile(String name, String type) {}

    public HeldPreview {
        head = List.copyOf(head);
        links = List.copyOf(links);
        attachments = List.copyOf(attachments);
    }
}
