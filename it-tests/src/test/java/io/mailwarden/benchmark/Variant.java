package io.mailwarden.benchmark;

import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.Databases;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.PortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the servers that are compared.
 *
 * @param label for tables and folders
 * @param configuration the folder that becomes its {@code conf/}
 * @param extension its extension jar; empty for a James without Mailwarden
 */
record Variant(String label, Path configuration, Optional<Path> extension) {

    /** The repository. */
    static final Path ROOT = Path.of(System.getProperty("mailwarden.root", ".."))
            .toAbsolutePath()
            .normalize();

    private static final Path TARGET = ROOT.resolve("it-tests").resolve("target");

    // Where mail of the load "null" is for.
    private static final String NOWHERE = "<mailet match=\"HostIs=" + Accounts.NOWHERE + "\" class=\"Null\"/>\n      ";
    private static final Pattern REMOTE_DELIVERY = Pattern.compile("<mailet [^>]*class=\"RemoteDelivery\"[^>]*>");

    /** The same James without all that is Mailwarden's. */
    static Variant without() {
        return new Variant("without", shippedConfiguration(), Optional.empty());
    }

    /** {@code conf/} and the extension as the build makes them. */
    static Variant with() {
        return new Variant("with", shippedConfiguration(), Optional.of(ROOT.resolve(JamesHome.EXTENSION)));
    }

    /** An extension that was built from an older commit. */
    static Variant older(Path jar, Path configuration) {
        return new Variant("old", configuration, Optional.of(jar));
    }

    /** {@code conf/} of this repository. */
    static Path shippedConfiguration() {
        return ROOT.resolve("conf");
    }

    /** Whether Mailwarden is in it. */
    boolean isWatched() {
        return extension.isPresent();
    }

    /**
     * The configuration as it is, but for those changes; with geography, for Mailwarden.
     *
     * @param purpose for the name of its folder
     * @param keepsVar whether what an earlier start kept is there again
     */
    JamesHome shipped(String purpose, boolean keepsVar, List<Overlay> more) throws IOException {
        return layOut(purpose, keepsVar, more);
    }

    /**
     * A server for load: clear text, client addresses from the PROXY protocol; mail that leaves goes to the sink, and
     * what is for {@link Accounts#NOWHERE} ends in James's mailet Null behind all processors.
     *
     * @param purpose for the name of its folder
     * @param history event lines that Mailwarden learns from at its start
     * @param more further changes to the configuration
     */
    JamesHome loaded(String purpose, Sink sink, List<String> history, Overlay... more) throws IOException {
        List<Overlay> overlays = new ArrayList<>(List.of(
                Overlays.proxyProtocol(),
                Overlays.element("smtpserver.xml", "auth", "requireSSL", "false"),
                Overlays.element("imapserver.xml", "auth", "requireSSL", "false"),
                Variant::dropWhatIsForNowhere,
                Overlays.gateway("127.0.0.1", sink.port())));
        if (isWatched() && !history.isEmpty()) {
            overlays.add(AccountHistory.overlay(history));
        }
        overlays.addAll(List.of(more));
        return layOut(purpose, false, overlays);
    }

    private JamesHome layOut(String purpose, boolean keepsVar, List<Overlay> more) throws IOException {
        List<Overlay> overlays = new ArrayList<>(List.of(Overlays.quickStop()));
        overlays.add(isWatched() ? Databases.overlay(TARGET.resolve("geolite2")) : Overlays.withoutMailwarden());
        overlays.addAll(more);
        JamesHome.Layout plan = new JamesHome.Layout(configuration, extension, overlays);
        return JamesHome.layOut(folder(purpose), plan, PortMap.free(), keepsVar);
    }

    /** Where what it needs for a purpose lies. */
    Path folder(String purpose) {
        return TARGET.resolve("benchmark").resolve(purpose + "-" + label);
    }

    private static void dropWhatIsForNowhere(Path conf) throws IOException {
        Path file = conf.resolve("mailetcontainer.xml");
        Matcher remoteDelivery = REMOTE_DELIVERY.matcher(Files.readString(file));
        if (!remoteDelivery.find()) {
            throw new IOException("no mailet RemoteDelivery in " + file);
        }
        Files.writeString(file, remoteDelivery.replaceFirst(NOWHERE + "$0"));
    }

    @Override
    public String toString() {
        return label;
    }
}
