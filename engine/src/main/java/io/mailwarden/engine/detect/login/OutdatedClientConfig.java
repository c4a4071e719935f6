package io.mailwarden.engine.detect.login;

import java.util.List;

/**
 * The oldest clients that are tolerated.
 *
 * @param oldest name and version, such as {@code Thunderbird 78.0}; older ones are outdated. Shipped: Thunderbird 78
 *     (with 68 the last series ended in 2020 that cannot encrypt by itself), Outlook 2016 = 16.0 (Microsoft ended
 *     Outlook 2013 = 15.0 in April 2023), and any Outlook Express and Windows Live Mail (ended in 2014 and 2017)
 */
public record OutdatedClientConfig(List<String> oldest) {

    public OutdatedClientConfig {
        oldest = List.copyOf(oldest);
        oldest.forEach(OldestVersion::parse);
    }

    /** The default settings, as in the shipped configuration file. */
    public static OutdatedClientConfig defaults() {
        return new OutdatedClientConfig(List.of(
                "Thunderbird 78.0",
                "Mozilla Thunderbird 78.0",
                "Outlook 16.0",
                "Microsoft Outlook 16.0",
                "Microsoft Outlook Express 99",
                "Windows Live Mail 99"));
    }
}
