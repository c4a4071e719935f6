package io.mailwarden.engine.origin;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Network;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a few hundred entries from all over a database say of it: which questions it answers, for which addresses, and
 * whether it is written as MaxMind writes. Its name says little: "DBIP-Location-ISP" has cities, "ip-to-country" countries.
 */
@SuppressWarnings("rawtypes") // MaxMind's reader takes the class of a map, which has no type arguments
final class EntrySurvey {

    /** A question that a geography database may answer. */
    enum Question {
        COUNTRIES("countries"),
        CITIES("cities"),
        POSITIONS("positions"),
        PROVIDERS("providers");

        private final String words;

        Question(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The two kinds of addresses. */
    enum Kind {
        IPV4,
        IPV6
    }

    // The first ones, should there be few; and some of each /8 of IPv4 and of each /8 of what is given out of IPv6.
    private static final int FIRST = 100;
    private static final int OF_EACH_IPV4 = 1;
    private static final int OF_EACH_IPV6 = 12;
    private static final int LAST_UNICAST = 223;
    private static final int FIRST_IPV6 = 0x20;
    private static final int LAST_IPV6 = 0x3F;
    private static final int SHOWN_KEYS = 12;

    private final Set<Question> answers = EnumSet.noneOf(Question.class);
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Set<String> keys = new TreeSet<>();
    private final Reader reader;
    private boolean asMaxMindWrites = true;

    private EntrySurvey(Reader reader) {
        this.reader = reader;
    }

    /** Looks at the database; throws IOException when what it looks at cannot be read. */
    static EntrySurvey of(Reader reader) throws IOException {
        EntrySurvey survey = new EntrySurvey(reader);
        try {
            survey.lookAround();
        } catch (InvalidNetworkException e) {
            throw new IOException("it says of itself that it has other addresses than it has", e);
        }
        return survey;
    }

    private void lookAround() throws IOException, InvalidNetworkException {
        look(reader.networks(Map.class), FIRST);
        for (int first = 1; first <= LAST_UNICAST; first++) {
            look(within(new byte[4], first), OF_EACH_IPV4);
        }
        // In one of IPv4 alone, the reader would look for them among those.
        boolean both = reader.getMetadata().getIpVersion() == 6;
        for (int first = FIRST_IPV6; both && first <= LAST_IPV6; first++) {
            look(within(new byte[16], first), OF_EACH_IPV6);
        }
    }

    private Networks<Map> within(byte[] address, int first) throws IOException, InvalidNetworkException {
        address[0] = (byte) first;
        return reader.networksWithin(new Network(InetAddress.getByAddress(address), 8), false, Map.class);
    }

    @SuppressWarnings("unchecked") // keys of the format's maps are texts
    private void look(Networks<Map> entries, int most) throws IOException {
        for (int i = 0; i < most && entries.hasNext(); i++) {
            DatabaseRecord<Map> entry = entries.next();
            look(entry.getNetwork().getNetworkAddress(), entry.getData());
        }
    }

    private void look(InetAddress address, Map<String, ?> fields) throws IOException {
        kinds.add(address instanceof Inet4Address ? Kind.IPV4 : Kind.IPV6);
        keys.addAll(fields.keySet());
        KeyedEntry entry = new KeyedEntry(fields);
        Optional<Place> place = entry.place();
        Optional<Provider> provider = entry.provider();
        place.ifPresent(found -> answers.add(Question.COUNTRIES));
        place.flatMap(Place::city).ifPresent(found -> answers.add(Question.CITIES));
        place.flatMap(Place::position).ifPresent(found -> answers.add(Question.POSITIONS));
        provider.ifPresent(found -> answers.add(Question.PROVIDERS));
        asMaxMindWrites = asMaxMindWrites && readsTheSame(address, place, provider);
    }

    private boolean readsTheSame(InetAddress address, Optional<Place> place, Optional<Provider> provider)
            throws IOException {
        try {
            @Nullable MaxMindEntry entry = reader.get(address, MaxMindEntry.class);
            return entry != null
                    && entry.place().equals(place)
                    && entry.provider().equals(provider);
        } catch (RuntimeException e) {
            // A text where MaxMind has a map: the reader cannot make the object.
            return false;
        }
    }

    /** Which questions the entries answer. */
    Set<Question> answers() {
        return answers;
    }

    /** Of which addresses there are any. */
    Set<Kind> kinds() {
        return kinds;
    }

    /** Whether {@link MaxMindEntry} reads them as {@link KeyedEntry} does. */
    boolean asMaxMindWrites() {
        return asMaxMindWrites;
    }

    /** The keys of the entries, in order, the first {@value #SHOWN_KEYS}. */
    String keys() {
        List<String> shown = new ArrayList<>(keys);
        return shown.size() <= SHOWN_KEYS
                ? String.join(", ", shown)
                : String.join(", ", shown.subList(0, SHOWN_KEYS)) + " and " + (shown.size() - SHOWN_KEYS) + " more";
    }
}
