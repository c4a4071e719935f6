package io.mailwarden.scanner;

import io.mailwarden.engine.response.scan.ScanTarget;
import io.mailwarden.engine.response.scan.Sensitivity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * What the own scanner costs on real mail: the processor time of its thread for each message, round by round. To be run from
 * the project's folder:
 *
 * <pre>
 * ./mvnw -q -pl scanner -am test-compile
 * ./mvnw -q -pl scanner exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     "-Dexec.args=-Xmx2g -cp %classpath io.mailwarden.scanner.ScanCost FOLDER 10"
 * </pre>
 */
public final class ScanCost {

    private ScanCost() {}

    /** Folder of messages, one in a file, in any folders; number of rounds. */
    public static void main(String[] arguments) throws IOException {
        List<ScanTarget> messages = RealMail.files(Path.of(arguments[0]))
                .map(file -> ScanTarget.of(RealMail.read(file)))
                .toList();
        for (int round = 1; round <= Integer.parseInt(arguments[1]); round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (ScanTarget message : messages) {
                var unused = Scans.OWN.scan(message, Sensitivity.NORMAL);
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            System.out.printf(
                    "round %d: %,d messages, %.3f ms of processor time each%n",
                    round, messages.size(), nanos / 1e6 / messages.size());
        }
    }
}
