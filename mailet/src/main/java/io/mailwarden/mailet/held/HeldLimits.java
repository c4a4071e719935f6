package io.mailwarden.mailet.held;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much held mail there may be before more of it is deferred.
 *
 * @param accountBytes of one account, in bytes
 * @param organisationBytes of all accounts of one organisation, in bytes
 * @param allBytes of all accounts, in bytes
 * @param freeBytes what stays free on the disks that it lies on, in bytes
 */
public record HeldLimits(long accountBytes, long organisationBytes, long allBytes, long freeBytes) {

    /** Port to the disks that held mail lies on. Thread-safe. */
    @FunctionalInterface
    public interface FreeSpace {

        /** The bytes that are free on the fullest of them; empty when that cannot be told. */
        OptionalLong bytes();

        /** Of the disks of those folders, which may not be there yet. */
        static FreeSpace of(List<Path> folders) {
            return () -> folders.stream()
                    .mapToLong(FreeSpace::usable)
                    .filter(bytes -> bytes >= 0)
                    .min();
        }

        private static long usable(Path folder) {
            Path there = folder.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            try {
                return Files.getFileStore(there).getUsableSpace();
            } catch (IOException e) {
                return -1;
            }
        }
    }
}
