package io.mailwarden.cli.bench.history;

import java.util.List;
import java.util.stream.IntStream;

/** Who runs the networks of made-up histories. */
final class World {

    private static final int LINES_AT_HOME = 4;
    private static final int CARRIERS = 3;
    private static final int ABROAD = 100;

    /** The company's own line in each office. */
    static final NetworkOwner OFFICES = new NetworkOwner(0, "Company Network", "", 5);

    static final List<NetworkOwner> HOME_LINES = IntStream.range(0, LINES_AT_HOME)
            .mapToObj(i -> new NetworkOwner(10 + i, "Home Line " + i, "", 20))
            .toList();

    static final List<NetworkOwner> MOBILE = IntStream.range(0, CARRIERS)
            .mapToObj(i -> new NetworkOwner(20 + i, "Mobile Carrier " + i, "", 200))
            .toList();

    /** VPN services that honest people use. */
    static final List<NetworkOwner> VPN =
            List.of(new NetworkOwner(30, "Private Tunnel", "vpn", 50), new NetworkOwner(31, "Far Exit", "vpn", 50));

    /** Where a mail fetcher and a CRM service run. */
    static final NetworkOwner FETCHER = new NetworkOwner(40, "Mail Fetcher Cloud", "hosting", 50);

    static final NetworkOwner CRM = new NetworkOwner(41, "Customer Cloud", "hosting", 50);

    private World() {}

    /** Hotels and guest lines in that town. */
    static NetworkOwner guestLine(Town town) {
        return new NetworkOwner(ABROAD + Town.ABROAD.indexOf(town), "Guest Line " + town.country(), "", 50);
    }
}
