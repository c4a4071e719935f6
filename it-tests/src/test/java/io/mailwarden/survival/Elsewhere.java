package io.mailwarden.survival;

import java.util.List;
import java.util.Locale;

/** Machines whose time zone and language are not those of whoever wrote the tests. */
final class Elsewhere {

    /** With a dotless i; with digits of their own, twice; with a day that is another one than in Oslo. */
    static final List<Machine> MACHINES = List.of(
            new Machine("Pacific/Auckland", Locale.forLanguageTag("tr-TR")),
            new Machine("America/Los_Angeles", Locale.forLanguageTag("ar-EG")),
            new Machine("Asia/Tehran", Locale.forLanguageTag("fa-IR")));

    private Elsewhere() {}

    /**
     * How a machine is set up.
     *
     * @param zone its time zone
     * @param locale its language and country
     */
    record Machine(String zone, Locale locale) {

        /** For Java; its languages are not installed where tests run. */
        List<String> options() {
            return List.of(
                    "-Duser.language=" + locale.getLanguage(),
                    "-Duser.country=" + locale.getCountry(),
                    "-Duser.timezone=" + zone);
        }

        @Override
        public String toString() {
            return "a machine at " + zone + " that speaks " + locale.toLanguageTag();
        }
    }
}
