package io.mailwarden.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a process has written, as Linux counts it ({@code /proc/PID/io}, proc(5)): no noise of the machine touches that.
 *
 * @param bytesWritten {@code wchar}: handed to write calls, sockets included
 * @param writeCalls {@code syscw}: calls of write, pwrite, writev and the like, sockets included
 * @param bytesToDisk {@code write_bytes}: pages that have to go to a disk, each as a whole, those of files mapped into
 *     memory included; 0 where the folder lies in memory
 */
public record ProcessIo(long bytesWritten, long writeCalls, long bytesToDisk) {

    private static final Path OWN = Path.of("/proc/self/io");

    /** Whether this system tells. */
    public static boolean isTold() {
        return Files.isReadable(OWN);
    }

    /** Of that process, since its start; IOException when this system does not tell, or not us. */
    static ProcessIo of(long pid) throws IOException {
        Map<String, Long> counts = Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
                .map(line -> line.split(": "))
                .collect(Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
        return new ProcessIo(count(counts, "wchar"), count(counts, "syscw"), count(counts, "write_bytes"));
    }

    private static long count(Map<String, Long> counts, String name) throws IOException {
        Long count = counts.get(name);
        if (count == null) {
            throw new IOException("no " + name + " in /proc/PID/io: " + counts);
        }
        return count;
    }

    /** What was written since those counts were taken. */
    public ProcessIo since(ProcessIo before) {
        return new ProcessIo(
                bytesWritten - before.bytesWritten, writeCalls - before.writeCalls, bytesToDisk - before.bytesToDisk);
    }
}
