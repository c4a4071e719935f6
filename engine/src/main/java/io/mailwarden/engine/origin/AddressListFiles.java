package io.mailwarden.engine.origin;

import java.nio.file.Path;
import java.util.List;

/**
 * Files of addresses and networks, by the kind of network that they name.
 *
 * @param maliciousLists files of addresses and networks that nobody honest logs in from
 * @param anonymizerLists files of VPN, proxy and Tor exits
 * @param hostingLists files of data-centre networks
 */
public record AddressListFiles(List<Path> maliciousLists, List<Path> anonymizerLists, List<Path> hostingLists) {

    /** No files. */
    public static final AddressListFiles NONE = new AddressListFiles(List.of(), List.of(), List.of());

    public AddressListFiles {
        maliciousLists = List.copyOf(maliciousLists);
        anonymizerLists = List.copyOf(anonymizerLists);
        hostingLists = List.copyOf(hostingLists);
    }
}
