package io.mailwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailwarden.store.Database;
import io.mailwarden.store.Store;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {

    @TempDir
    Path folder;

    private Shell filled(int events) throws IOException {
        Shell shell = new Shell(folder);
        assertThat(shell.store("import", shell.events(events))).as(shell.err()).isZero();
        return shell;
    }

    @Test
    void checkSaysWhatIsThere() throws IOException {
        Shell shell = filled(5);

        assertThat(shell.store("check")).isZero();

        assertThat(shell.out()).contains("node 1: 5 entries\n", "profiles: 1\n", "ok\n");
    }

    @Test
    void checkNamesWhatIsWrong() throws IOException {
        Shell shell = filled(5);
        try (Database database = shell.database()) {
            database.change("harm", handle -> handle.execute("DELETE FROM event_log WHERE sequence = 2"));
        }

        assertThat(shell.store("check")).isEqualTo(1);

        assertThat(shell.out()).contains("problem: 1 entries of the event log are missing", "not ok");
    }

    @Test
    void checkLeavesADamagedFileWhereItIs() throws IOException {
        Shell shell = filled(5);
        byte[] bytes = Files.readAllBytes(shell.store());
        Arrays.fill(bytes, 0, Math.min(bytes.length, 8192), (byte) 7);
        Files.write(shell.store(), bytes);

        assertThat(shell.store("check")).isEqualTo(1);

        assertThat(shell.err()).contains("file is not a database");
        assertThat(shell.store("import", shell.events(2))).isEqualTo(1);
        assertThat(shell.store()).hasBinaryContent(bytes);
        try (Stream<Path> files = Files.list(shell.store().resolveSibling(""))) {
            assertThat(files).noneMatch(file -> file.toString().contains("corrupt"));
        }
    }

    @Test
    void exportWritesLinesThatOnlyTheirOwnerCanRead() throws IOException {
        Shell shell = filled(5);
        Path file = folder.resolve("out.jsonl");

        assertThat(shell.store("export", "--out", file)).isZero();
        assertThat(shell.store("export")).isZero();

        assertThat(Files.readAllLines(file)).hasSize(5).allMatch(line -> line.startsWith("{\"kind\":\"login\""));
        assertThat(shell.out()).isEqualTo(Files.readString(file));
        assertThat(shell.err()).isEqualTo("5 events\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(shell.store("export", "--out", file)).isEqualTo(2);
    }

    @Test
    void exportToAFullDiskEndsWithOne() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system");
        Shell shell = filled(5);

        try (OutputStream stream = new FileOutputStream(full.toFile())) {
            assertThat(shell.storeInto(stream, "export")).isEqualTo(1);
        }

        assertThat(shell.err()).contains("not all was written");
    }

    @Test
    void backupOfAStoreInUseTakesItsPlace() throws IOException {
        Shell shell = filled(5);
        Path copy = folder.resolve("copy.db");
        try (Store running = shell.open()) {
            assertThat(running.health().failures()).isZero();
            assertThat(shell.store("backup", copy)).as(shell.err()).isZero();
        }
        assertThat(shell.store("backup", copy)).isEqualTo(2);
        assertThat(shell.err()).contains("is there already");

        Shell other = new Shell(folder.resolve("other"));
        Files.createDirectories(other.store().resolveSibling(""));
        Files.copy(copy, other.store());
        assertThat(other.store("check")).isZero();
        assertThat(other.out()).contains("node 1: 5 entries\n");
    }

    @Test
    void vacuumWaitsForJamesToBeStopped() throws IOException {
        Shell shell = filled(5);
        try (Store running = shell.open()) {
            assertThat(running.health().failures()).isZero();
            assertThat(shell.store("vacuum")).isEqualTo(1);
            assertThat(shell.err()).contains("stop it first");
        }

        assertThat(shell.store("vacuum")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("bytes before");
    }

    @Test
    void nothingIsMadeWhereThereIsNoStore() throws IOException {
        Shell shell = new Shell(folder);

        for (List<Object> step : List.<List<Object>>of(
                List.of("check"), List.of("export"), List.of("vacuum"), List.of("backup", folder.resolve("copy.db")))) {
            assertThat(shell.store(
                            step.get(0).toString(), step.subList(1, step.size()).toArray()))
                    .isEqualTo(1);
            assertThat(shell.err()).contains("there is no store at " + shell.store());
        }

        assertThat(folder.resolve("var")).doesNotExist();
        assertThat(folder.resolve("copy.db")).doesNotExist();
    }

    @Test
    void wrongSettingsAreNamed() throws IOException {
        Shell shell = new Shell(folder);

        shell.settings("store.url=mailwarden.db\n");
        assertThat(shell.store("check")).isEqualTo(1);
        assertThat(shell.err()).contains("store.url = mailwarden.db: expected jdbc:sqlite:FILE");

        shell.settings("store.url=jdbc:postgresql://127.0.0.1:1/none\nstore.timeout=1s\n");
        assertThat(shell.store("check")).isEqualTo(1);
        assertThat(shell.err()).contains("store unavailable: open: ", "refused");

        shell.settings("store.url=jdbc:postgresql://127.0.0.1:1/none\nstore.user=james\n");
        assertThat(shell.store("check")).isEqualTo(1);
        assertThat(shell.err()).contains("password cannot be read from " + shell.conf());
    }

    @Test
    void misuseEndsWithTwo() throws IOException {
        Shell shell = new Shell(folder);

        assertThat(Main.commandLine().execute("store")).isEqualTo(2);
        assertThat(Main.commandLine().execute("store", "check")).isEqualTo(2);
        assertThat(shell.store("backup")).isEqualTo(2);
        assertThat(shell.store("import")).isEqualTo(2);
        assertThat(shell.store("import", folder.resolve("none"))).isEqualTo(2);
        assertThat(shell.store("import", "--zone", "Nowhere", shell.events(1))).isEqualTo(2);
        assertThat(shell.store("import", "--year", "12", shell.events(1))).isEqualTo(2);
        Files.delete(shell.conf().resolve("mailwarden.properties"));
        Files.delete(shell.conf());
        assertThat(shell.store("check")).isEqualTo(2);
    }
}
