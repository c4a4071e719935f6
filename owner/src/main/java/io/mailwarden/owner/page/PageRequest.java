package io.mailwarden.owner.page;

import java.util.Map;

/**
 * A request of HTTP/1, as far as the page looks at it.
 *
 * @param method in capitals
 * @param path without what stands behind a question mark
 * @param headers by name in lower case; of several of one name all values, apart by commas
 * @param body at most {@link RequestDecoder#LARGEST_BODY} characters
 */
record PageRequest(String method, String path, Map<String, String> headers, String body) {

    /** The value of that header; empty when there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
