package io.mailwarden.engine.detect.sending;

import io.mailwarden.engine.support.Require;
import java.util.List;

/**
 * Limits of the odd-message detector.
 *
 * @param deviations by how many standard deviations a message is larger than usual, on a logarithmic scale, 2 to 100; 5
 *     was passed by 4 messages in 10 000 of open data
 * @param riskyTypes endings of attachments' names that attackers like; by default programs, scripts, disk images, web
 *     pages and archives, as Microsoft's and Google's lists of blocked attachments have them
 */
public record OddMessageConfig(double deviations, List<String> riskyTypes) {

    public OddMessageConfig {
        Require.within(deviations, 2, 100, "deviations");
        riskyTypes = List.copyOf(riskyTypes);
    }

    /** The default settings, as in the shipped configuration file. */
    public static OddMessageConfig defaults() {
        return new OddMessageConfig(
                5,
                List.of(
                        "htm", "html", "shtml", "svg", "iso", "img", "vhd", "exe", "scr", "msi", "js", "jse", "vbs",
                        "wsf", "hta", "lnk", "one", "jar", "bat", "cmd", "ps1", "zip", "rar", "7z"));
    }
}
