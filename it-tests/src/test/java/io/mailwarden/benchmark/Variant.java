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

/** The two servers that are compared. */
enum Variant {
    WITHOUT,
    WITH;

    private static final Path ROOT = Path.of(System.getProperty("mailwarden.root", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Path TARGET = ROOT.resolve("it-tests").resolve("target");

    /** {@code conf/} as it is, with geography, for Mailwarden; the same without all that is Mailwarden's for James. */
    JamesHome shipped() throws IOException {
        return layOut("start", List.of());
    }

    /** A server for load: clear text, client addresses from the PROXY protocol, and mail that leaves goes nowhere. */
    JamesHome loaded(List<String> history) throws IOException {
        List<Overlay> overlays = new ArrayList<>(List.of(
                Overlays.proxyProtocol(),
                Overlays.element("smtpserver.xml", "auth", "requireSSL", "false"),
                Overlays.element("imapserver.xml", "auth", "requireSSL", "false"),
                Variant::dropWhatLeaves));
        if (this == WITH) {
            overlays.add(AccountHistory.overlay(history));
        }
        return layOut("load", overlays);
    }

    /** The file for the server's log. */
    Path log() {
        return TARGET.resolve("benchmark").resolve(label() + ".log");
    }

    /** For tables. */
    String label() {
        return this == WITH ? "with" : "without";
    }

    private JamesHome layOut(String purpose, List<Overlay> more) throws IOException {
        List<Overlay> overlays = new ArrayList<>(List.of(Overlays.quickStop()));
        if (this == WITH) {
            overlays.add(Databases.overlay(TARGET.resolve("geolite2")));
        } else {
            overlays.add(Overlays.withoutMailwarden());
        }
        overlays.addAll(more);
        Optional<Path> extension = this == WITH ? Optional.of(ROOT.resolve(JamesHome.EXTENSION)) : Optional.empty();
        JamesHome.Layout plan = new JamesHome.Layout(ROOT.resolve("conf"), extension, overlays);
        Path directory = TARGET.resolve("benchmark").resolve(purpose + "-" + label());
        return JamesHome.layOut(directory, plan, PortMap.free(), false);
    }

    /** Delivery would measure the other side and James's mailboxes; the processors before it stay. */
    private static void dropWhatLeaves(Path conf) throws IOException {
        Path file = conf.resolve("mailetcontainer.xml");
        String remote = "class=\"RemoteDelivery\"";
        String xml = Files.readString(file);
        if (!xml.contains(remote)) {
            throw new IOException("no RemoteDelivery in " + file);
        }
        Files.writeString(file, xml.replace(remote, "class=\"Null\""));
    }
}
