package io.mailwarden.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration file cannot be used; the message lists every problem, one on a line. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigurationException(String file, List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", file + ": " + count(problems.size()) + "\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    private static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }

    /** All of them in one line, without the name of a file. */
    public String words() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    /** All of them, by line. */
    public List<Problem> problems() {
        return problems;
    }
}
