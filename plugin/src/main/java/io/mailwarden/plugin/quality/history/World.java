package io.mailwarden.plugin.quality.history;

import java.util.List;
import java.util.stream.IntStream;

/** The providers of made-up histories. */
final class World {

    private static final int LINES_AT_HOME = 4;
    private static final int CARRIERS = 3;
    private static final int ABROAD = 100;

    /** The company's own line in each office. */
    static final Provider OFFICES = new Provider(0, "Company Network", "", 5);

    static final List<Provider> HOME_LINES = IntStream.range(0, LINES_AT_HOME)
            .mapToObj(i -> new Provider(10 + i, "Home Line " + i, "", 20))
            .toList();

    static final List<Provider> MOBILE = IntStream.range(0, CARRIERS)
            .mapToObj(i -> new Provider(20 + i, "Mobile Carrier " + i, "", 200))
            .toList();

    /** VPN services that honest people use. */
    static final List<Provider> VPN =
            List.of(new Provider(30, "Private Tunnel", "vpn", 50), new Provider(31, "Far Exit", "vpn", 50));

    /** Where a mail fetcher and a CRM service run. */
    static final Provider FETCHER = new Provider(40, "Mail Fetcher Cloud", "hosting", 50);

    static final Provider CRM = new Provider(41, "Customer Cloud", "hosting", 50);

    private World() {}

    /** Hotels and guest lines in that place. */
    static Provider guestLine(Place place) {
        return new Provider(ABROAD + Place.ABROAD.indexOf(place), "Guest Line " + place.country(), "", 50);
    }
}
