package io.mailwarden.process;

import java.time.Duration;

/**
 * What a process did with its heap in a while.
 *
 * @param liveBytes what is left after a full collection at the end
 * @param allocatedBytes what was allocated meanwhile
 * @param longestYoung the longest young collection meanwhile, to the millisecond; zero when there was none
 */
public record HeapUse(long liveBytes, long allocatedBytes, Duration longestYoung) {

    private static final String WORD = "heap";

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return WORD + " " + liveBytes + " " + allocatedBytes + " " + longestYoung.toMillis();
    }

    /** Whether a line tells of the heap. */
    static boolean isLine(String line) {
        return line.startsWith(WORD + " ");
    }

    static HeapUse parse(String line) {
        String[] words = line.split(" ");
        return new HeapUse(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Duration.ofMillis(Long.parseLong(words[3])));
    }
}
