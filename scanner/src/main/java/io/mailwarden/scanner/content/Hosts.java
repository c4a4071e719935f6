package io.mailwarden.scanner.content;

import com.google.common.net.InternetDomainName;
import io.mailwarden.engine.profile.organisation.LinkDomains;
import java.util.Set;
import java.util.regex.Pattern;

/** Properties of a host that its name alone tells, such as free hosting. */
public final class Hosts {

    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "tinyurl.com",
            "t.co",
            "goo.gl",
            "ow.ly",
            "is.gd",
            "v.gd",
            "buff.ly",
            "cutt.ly",
            "cutt.us",
            "rebrand.ly",
            "rb.gy",
            "t.ly",
            "shorturl.at",
            "tiny.cc",
            "bl.ink",
            "lnkd.in",
            "s.id",
            "shorte.st",
            "adf.ly",
            "soo.gd",
            "clck.ru",
            "u.to",
            "qrco.de",
            "l.ead.me",
            "urlz.fr",
            "t2m.io",
            "short.gy",
            "x.gd",
            "dub.sh",
            "tiny.one",
            "n9.cl",
            "surl.li",
            "shorturl.gg",
            "encr.pw",
            "acesse.one",
            "l1nq.com",
            "linktr.ee",
            "vk.cc",
            "tny.im",
            "2u.pw",
            "kutt.it",
            "snip.ly",
            "hyperurl.co",
            "abre.ai",
            "me2.kr",
            "linkin.bio",
            "beacons.ai");

    // Where anybody puts pages, files and programs within a minute; others are private suffixes of the public suffix
    // list.
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "storage.googleapis.com",
            "docs.google.com",
            "drive.google.com",
            "sites.google.com",
            "forms.gle",
            "script.google.com",
            "storage.cloud.google.com",
            "firebasestorage.googleapis.com",
            "translate.goog",
            "1drv.ms",
            "forms.office.com",
            "sway.office.com",
            "weebly.com",
            "wixsite.com",
            "wordpress.com",
            "blogspot.com",
            "webflow.io",
            "carrd.co",
            "notion.site",
            "notion.so",
            "jotform.com",
            "typeform.com",
            "ipfs.io",
            "dweb.link",
            "cloudflare-ipfs.com",
            "glitch.me",
            "replit.app",
            "repl.co",
            "ngrok.io",
            "trycloudflare.com",
            "surge.sh",
            "godaddysites.com",
            "square.site",
            "strikingly.com",
            "yolasite.com",
            "000webhostapp.com",
            "selcdn.ru",
            "backblazeb2.com",
            "digitaloceanspaces.com",
            "linodeobjects.com",
            "wasabisys.com",
            "myqcloud.com",
            "aliyuncs.com",
            "proprofs.com",
            "zohosites.com",
            "telegra.ph",
            "gamma.app",
            "canva.site",
            "framer.app",
            "framer.website",
            "mystrikingly.com",
            "duckdns.org");

    // Sold for next to nothing; much abused by the yearly reports of Spamhaus and Interisle.
    private static final Set<String> CHEAP = Set.of(
            "xyz",
            "top",
            "click",
            "shop",
            "online",
            "site",
            "icu",
            "cfd",
            "sbs",
            "buzz",
            "beauty",
            "live",
            "life",
            "fun",
            "space",
            "store",
            "website",
            "club",
            "vip",
            "rest",
            "bond",
            "cyou",
            "monster",
            "quest",
            "lol",
            "mom",
            "hair",
            "skin",
            "makeup",
            "autos",
            "boats",
            "homes",
            "motorcycles",
            "yachts",
            "tokyo",
            "gq",
            "cf",
            "ga",
            "ml",
            "tk",
            "pw",
            "ws",
            "link",
            "work",
            "loan",
            "win",
            "bid",
            "stream",
            "download",
            "racing",
            "date",
            "faith",
            "review",
            "science",
            "party",
            "trade",
            "accountant",
            "cricket",
            "kim",
            "country",
            "gdn",
            "men",
            "zip",
            "mov",
            "best",
            "today",
            "world",
            "digital",
            "sh",
            "su",
            "support",
            "help",
            "host",
            "press",
            "pro",
            "uno",
            "bar",
            "lat");

    // Likewise, but what people share every day: their files, their programs, their diaries.
    private static final Set<String> SHARED_DAILY = Set.of(
            "docs.google.com",
            "drive.google.com",
            "sites.google.com",
            "github.io",
            "gitlab.io",
            "readthedocs.io",
            "sourceforge.io",
            "wordpress.com",
            "blogspot.com",
            "forms.gle",
            "1drv.ms",
            "notion.site",
            "dyndns.org",
            "forms.office.com");

    private static final Set<String> FREE_MAIL = Set.copyOf(Resource.lines(Hosts.class, "free-mail.txt"));

    private static final Set<String> IMAGE_HOSTS = Set.of(
            "imgur.com",
            "postimg.cc",
            "ibb.co",
            "zupimages.net",
            "imgbb.com",
            "postimages.org",
            "imageshack.com",
            "tinypic.com",
            "photobucket.com",
            "gyazo.com",
            "prnt.sc",
            "casimages.com",
            "hostingpics.net");

    private static final Pattern NUMBERS = Pattern.compile("[0-9a-fx.]*[0-9][0-9a-fx.]*");
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";
    private static final int MANY_CONSONANTS = 5;
    private static final Pattern MIXED =
            Pattern.compile("[a-z]+\\d+[a-z]+(?:\\d|[a-z]+\\d).*|.*\\d[a-z]\\d[a-z].*|.*\\d{5,}.*");

    private Hosts() {}

    /**
     * Whether both are of one house: one registrable domain, or one below the other, as in domains that no registry
     * knows. Hosts or domains, lower case.
     */
    public static boolean related(String one, String other) {
        return one.equals(other)
                || (one.endsWith("." + other) && other.contains("."))
                || (other.endsWith("." + one) && one.contains("."))
                || LinkDomains.registrable(one).equals(LinkDomains.registrable(other));
    }

    public static boolean shortener(String domain) {
        return SHORTENERS.contains(domain);
    }

    /** How freely anybody can put up pages there, 0 to 1. */
    public static double openness(String host, String domain) {
        if (SHARED_DAILY.contains(host) || SHARED_DAILY.contains(domain) || SHARED_DAILY.contains(parent(domain))) {
            return 0.4;
        }
        return openToAll(host, domain) ? 1 : 0;
    }

    private static String parent(String domain) {
        return domain.substring(domain.indexOf('.') + 1);
    }

    private static boolean openToAll(String host, String domain) {
        return OPEN_TO_ALL.contains(host) || OPEN_TO_ALL.contains(domain) || privateSuffix(host);
    }

    private static boolean privateSuffix(String host) {
        if (literal(host) || !InternetDomainName.isValid(host)) {
            return false;
        }
        InternetDomainName name = InternetDomainName.from(host);
        InternetDomainName open = name.publicSuffix();
        InternetDomainName registry = name.registrySuffix();
        return open != null && registry != null && !open.equals(registry);
    }

    public static boolean cheap(String domain) {
        return CHEAP.contains(domain.substring(domain.lastIndexOf('.') + 1));
    }

    public static boolean freeMail(String domain) {
        return FREE_MAIL.contains(domain);
    }

    static boolean imageHost(String domain) {
        return IMAGE_HOSTS.contains(domain);
    }

    public static boolean literal(String host) {
        return host.startsWith("[")
                || (digitsAtEnd(host)
                        && !host.endsWith(".de")
                        && NUMBERS.matcher(host).matches());
    }

    private static boolean digitsAtEnd(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return !last.isEmpty() && (Character.isDigit(last.charAt(last.length() - 1)) || last.startsWith("0x"));
    }

    /** Whether a label looks made by a machine: many consonants in a row, or digits amid letters. */
    public static boolean random(String label) {
        String cut = label.length() > 63 ? label.substring(0, 63) : label;
        return cut.length() >= 6
                && (manyConsonants(cut) || (hasDigit(cut) && MIXED.matcher(cut).matches()));
    }

    private static boolean manyConsonants(String label) {
        int run = 0;
        for (int at = 0; at < label.length() && run < MANY_CONSONANTS; at++) {
            run = CONSONANTS.indexOf(label.charAt(at)) < 0 ? 0 : run + 1;
        }
        return run >= MANY_CONSONANTS;
    }

    private static boolean hasDigit(String label) {
        for (int at = 0; at < label.length(); at++) {
            if (label.charAt(at) >= '0' && label.charAt(at) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** Alphabets that look alike, or a name in punycode. */
    public static boolean disguised(String host) {
        return host.startsWith("xn--") || host.contains(".xn--") || !Plain.ascii(host);
    }
}
