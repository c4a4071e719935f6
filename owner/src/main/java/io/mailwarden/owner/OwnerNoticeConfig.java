package io.mailwarden.owner;

import io.mailwarden.engine.event.Address;
import io.mailwarden.engine.review.owner.NoticeLimits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of notices to owners.
 *
 * @param enabled whether owners are told
 * @param listen address and port of the page's own listener
 * @param publicUrl where owners reach that listener; needed when they are told
 * @param contactsFile file with second addresses and languages; read when it is there
 * @param wording in which words they are told
 * @param limits how often, and how long a link lasts
 */
public record OwnerNoticeConfig(
        boolean enabled,
        String listen,
        String publicUrl,
        Path contactsFile,
        NoticeWording wording,
        NoticeLimits limits) {

    private static final Pattern LISTEN = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[0-9.]{7,15}):(\\d{1,5})");
    private static final String LISTEN_EXPECTED = "expected an address and a port such as 127.0.0.1:8026 or [::1]:8026";
    private static final String URL_EXPECTED =
            "expected a URL such as https://mail.example.org/owner, without ? and #; http for localhost alone";
    private static final int LONGEST_URL = 200;
    private static final int HIGHEST_PORT = 65_535;

    public OwnerNoticeConfig {
        InetSocketAddress unused = address(listen);
        if (!publicUrl.isEmpty()) {
            requireUrl(publicUrl);
        }
    }

    /** Nobody is told; the page would be reached from this machine alone, by the reverse proxy before it. */
    public static OwnerNoticeConfig defaults(Path contactsFile, Path textsFolder) {
        return new OwnerNoticeConfig(
                false,
                "127.0.0.1:8026",
                "",
                contactsFile,
                NoticeWording.defaults(textsFolder),
                NoticeLimits.defaults());
    }

    /** Where the listener is opened. */
    public InetSocketAddress listener() {
        return address(listen);
    }

    /** The public URL without a slash at its end. */
    String base() {
        return publicUrl.replaceAll("/+$", "");
    }

    private static InetSocketAddress address(String text) {
        Matcher parts = LISTEN.matcher(text);
        if (parts.matches() && Integer.parseInt(parts.group(2)) <= HIGHEST_PORT) {
            Optional<Address> address = Address.parse(parts.group(1).replaceAll("[\\[\\]]", ""));
            if (address.isPresent()) {
                return new InetSocketAddress(address.get().inet(), Integer.parseInt(parts.group(2)));
            }
        }
        throw new IllegalArgumentException(LISTEN_EXPECTED);
    }

    private static void requireUrl(String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
            boolean whole = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && text.length() <= LONGEST_URL;
            if (whole && (scheme.equals("https") || (scheme.equals("http") && loopback(host)))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(URL_EXPECTED, e);
        }
        throw new IllegalArgumentException(URL_EXPECTED);
    }

    private static boolean loopback(String host) {
        return host.equals("localhost")
                || Address.parse(host.replaceAll("[\\[\\]]", ""))
                        .filter(address -> address.inet().isLoopbackAddress())
                        .isPresent();
    }

    /** What does not fit together, or cannot be read, when owners are told: what is expected, by component's name. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        if (!enabled) {
            return troubles;
        }
        if (publicUrl.isEmpty()) {
            troubles.put("public-url", URL_EXPECTED + ": links in notices lead there");
        }
        OwnerContacts contacts = new OwnerContacts(contactsFile);
        contacts.trouble().ifPresent(words -> troubles.put("contacts-file", words));
        NoticeTexts.trouble(wording).ifPresent(words -> troubles.put("texts-folder", words));
        return troubles;
    }
}
