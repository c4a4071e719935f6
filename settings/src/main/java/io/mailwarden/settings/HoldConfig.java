package io.mailwarden.settings;

import io.mailwarden.engine.support.Require;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The settings of held mail: where it waits, how long, and how much of it.
 *
 * @param repository URL of a James mail repository, such as {@code file://var/mail/held/}
 * @param folder where mail waits that the repository does not take, such as {@code file://var/mailwarden/held/}
 * @param refuseStart whether James does not start when a repository cannot hold mail
 * @param expireAfter held and quarantined mail is deleted after that time, 1h to 3650d; zero for never
 * @param noticeBefore administrators are told at least that time before, zero to 365d; without that nothing is deleted
 * @param room how much of it there may be
 */
public record HoldConfig(
        String repository,
        String folder,
        boolean refuseStart,
        Duration expireAfter,
        Duration noticeBefore,
        HoldRoomConfig room) {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration LONGEST_NOTICE = Duration.ofDays(365);
    private static final Pattern FOLDER = Pattern.compile("(file://|/)\\S+");

    /**
     * How much held mail there may be, quarantined mail too, before more of it is deferred.
     *
     * @param accountMegabytes of one account, 1 to 1000000
     * @param organisationShare of what all accounts may have that those of one organisation may, 0.01 to 1
     * @param maxMegabytes of all accounts, 10 to 10000000
     * @param freeMegabytes stay free on its disks, 0 to 1000000
     */
    public record HoldRoomConfig(
            long accountMegabytes, double organisationShare, long maxMegabytes, long freeMegabytes) {

        public HoldRoomConfig {
            Require.within(accountMegabytes, 1, 1_000_000, "megabytes");
            Require.within(organisationShare, 0.01, 1, "of all held mail");
            Require.within(maxMegabytes, 10, 10_000_000, "megabytes");
            Require.within(freeMegabytes, 0, 1_000_000, "megabytes");
        }
    }

    public HoldConfig {
        QuarantineConfig.requireRepository(repository);
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException("expected a folder such as file://var/mailwarden/held/");
        }
        if (!expireAfter.isZero()) {
            Require.within(expireAfter, SHORTEST, LONGEST);
        }
        Require.within(noticeBefore, Duration.ZERO, LONGEST_NOTICE);
    }

    /**
     * On disk: James's memory app keeps everything else in memory, but what waits for review must outlive a restart. 30
     * days as Exchange Online keeps its quarantine. 200 MB are 4 000 messages of 50 KB, or two of the 100 MB that James
     * takes at most; 2 GB are ten such accounts, of two organisations
     * at least. 200 MB stay free: two such messages, which James takes at once.
     */
    public static HoldConfig defaults() {
        return new HoldConfig(
                "file://var/mail/held/",
                "file://var/mailwarden/held/",
                false,
                Duration.ofDays(30),
                Duration.ofDays(7),
                new HoldRoomConfig(200, 0.5, 2000, 200));
    }
}
