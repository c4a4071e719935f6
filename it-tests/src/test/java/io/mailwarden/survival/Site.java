package io.mailwarden.survival;

import io.mailwarden.process.JamesProcess;
import io.mailwarden.server.AccountHistory;
import io.mailwarden.server.Databases;
import io.mailwarden.server.JamesHome;
import io.mailwarden.server.OutsideWorld;
import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.server.PortMap;
import io.mailwarden.testkit.TestTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Where the homes of nodes are laid out: {@code conf/} as it is, for load, behind a balancer, in clear text. */
final class Site {

    /** The repository. */
    static final Path ROOT = Path.of(System.getProperty("mailwarden.root", ".."))
            .toAbsolutePath()
            .normalize();

    /** Everything of these tests. */
    static final Path FOLDER = ROOT.resolve("it-tests").resolve("target").resolve("survival");

    private Site() {}

    /**
     * A home, in place of what was there.
     *
     * @param cast who has an account
     * @param more further changes to the configuration
     */
    static JamesHome home(String name, Cast cast, OutsideWorld outside, Overlay... more) throws IOException {
        List<Overlay> overlays = new ArrayList<>(List.of(
                Overlays.quickStop(),
                Overlays.proxyProtocol(),
                Overlays.element("smtpserver.xml", "auth", "requireSSL", "false"),
                Overlays.element("imapserver.xml", "auth", "requireSSL", "false"),
                Overlays.property("healthcheck.properties", "healthcheck.period", "10s"),
                outside.overlay(),
                Databases.overlay(FOLDER.resolveSibling("geolite2")),
                AccountHistory.overlay(cast.history(TestTime.today(Cast.OSLO)))));
        overlays.addAll(List.of(more));
        JamesHome.Layout plan =
                new JamesHome.Layout(ROOT.resolve("conf"), Optional.of(ROOT.resolve(JamesHome.EXTENSION)), overlays);
        JamesHome home = JamesHome.layOut(FOLDER.resolve(name), plan, PortMap.free(), false);
        JamesProcess.accounts(home, cast.all());
        return home;
    }

    /** Mail servers of the world, on a free port; they are loud when a node dies in the middle of a message. */
    static OutsideWorld outside() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        return OutsideWorld.listeningOn(PortMap.free().actual(25));
    }
}
