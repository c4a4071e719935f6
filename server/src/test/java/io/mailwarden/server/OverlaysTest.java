package io.mailwarden.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the shipped folder, so that it and the changes stay fit for each other. */
class OverlaysTest {

    private static final Path SHIPPED = Path.of("..", "conf");

    @TempDir
    private Path home;

    private PortMap ports = PortMap.free();

    @BeforeEach
    void takeFreePorts() {
        ports = PortMap.free();
    }

    @Test
    void leavesNothingOfMailwardenInAStockJames() throws IOException {
        Path conf = layOut(Overlays.withoutMailwarden());

        for (Path file : files(conf)) {
            assertThat(Files.readString(file).replaceAll("(?s)<!--.*?-->", "").replaceAll("(?m)^#.*$", ""))
                    .as(file.toString())
                    .doesNotContain("io.mailwarden");
        }
    }

    @Test
    void movesEveryListenerToItsOwnPortOfThisMachine() throws IOException {
        Path conf = layOut();

        String smtp = Files.readString(conf.resolve("smtpserver.xml"));
        String imap = Files.readString(conf.resolve("imapserver.xml"));
        assertThat(smtp + imap).doesNotContain("0.0.0.0");
        for (int configured : List.of(25, 465, 587)) {
            assertThat(smtp).contains("<bind>127.0.0.1:" + ports.actual(configured) + "</bind>");
        }
        for (int configured : List.of(143, 993)) {
            assertThat(imap).contains("<bind>127.0.0.1:" + ports.actual(configured) + "</bind>");
        }
        assertThat(Files.readAllLines(conf.resolve("webadmin.properties")))
                .contains("host=127.0.0.1", "port=" + ports.actual(EmbeddedJames.WEB_ADMIN));
    }

    @Test
    void asksEveryListenerForTheProxyProtocol() throws IOException {
        Path conf = layOut(Overlays.proxyProtocol());

        assertThat(Files.readString(conf.resolve("smtpserver.xml")))
                .contains("<proxyRequired>true</proxyRequired>")
                .doesNotContain("<proxyRequired>false</proxyRequired>");
        assertThat(Files.readString(conf.resolve("imapserver.xml")))
                .contains("<proxyRequired>true</proxyRequired>")
                .doesNotContain("<proxyRequired>false</proxyRequired>");
    }

    @Test
    void replacesAKeyAndKeepsTheOthers() throws IOException {
        Path conf = layOut(Overlays.property("healthcheck.properties", "healthcheck.period", "5s"));

        assertThat(Files.readAllLines(conf.resolve("healthcheck.properties")))
                .contains("healthcheck.period=5s")
                .doesNotContain("healthcheck.period=60s")
                .anyMatch(line -> line.startsWith("additional.healthchecks="));
    }

    @Test
    void keepsWhatIsInVarOnlyWhenTold() throws IOException {
        Path conf = layOut();
        Path held = conf.resolveSibling("var").resolve("held");
        Files.writeString(held, "x");

        JamesHome.layOut(home, plan(), ports, true);
        assertThat(held).exists();

        JamesHome.layOut(home, plan(), ports, false);
        assertThat(held).doesNotExist();
    }

    private Path layOut(Overlay... overlays) throws IOException {
        return JamesHome.layOut(home, plan(overlays), ports, false).conf();
    }

    private static JamesHome.Layout plan(Overlay... overlays) {
        return new JamesHome.Layout(SHIPPED, Optional.empty(), List.of(overlays));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
