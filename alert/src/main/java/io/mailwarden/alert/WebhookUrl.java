package io.mailwarden.alert;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a webhook may be: anywhere by https, and by http only where nobody else listens. */
final class WebhookUrl {

    private static final String EXPECTED = "expected a URL such as https://hooks.example.org/x without a user name;"
            + " http only to localhost or an address of a private network";

    private WebhookUrl() {}

    /** The URL; throws IllegalArgumentException, saying what is expected, when it is none to send alerts to. */
    static URI parse(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean fits = host != null && uri.getUserInfo() == null && uri.getFragment() == null;
            if (fits && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && near(host)))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The cause has the text, which may be a secret.
            throw new IllegalArgumentException(EXPECTED);
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    // No name is looked up: who answers for it may change.
    private static boolean near(String host) {
        if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return true;
        }
        if (!InetAddresses.isUriInetAddress(host)) {
            return false;
        }
        InetAddress address = InetAddresses.forUriString(host);
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    }
}
