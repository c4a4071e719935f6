package io.mailwarden.settings.james;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What James's files lack for Mailwarden, without a running James: all that the server would find at its start, and
 * what nobody would notice there. Writes nothing. Immutable.
 */
public final class ConfAudit {

    /** Files of which a James that is to be watched has at least one. */
    private static final List<String> OF_JAMES =
            List.of("smtpserver.xml", "imapserver.xml", "mailetcontainer.xml", "extensions.properties");

    private final List<ConfFinding> problems = new ArrayList<>();
    private final List<ConfFinding> warnings = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();

    /**
     * Reads the files of a folder.
     *
     * @param conf James's conf/; its working directory is the folder above
     * @param repositories the repositories in which mail is to be held
     */
    public ConfAudit(Path conf, List<RepositorySetting> repositories) {
        JamesConf james = JamesConf.inFolder(conf);
        if (OF_JAMES.stream().noneMatch(james::has)) {
            warnings.add(new ConfFinding(
                    conf.toString(),
                    "no file of James's is here; what it opens and where it keeps mail was not checked"));
            return;
        }
        DoorAudit doors = new DoorAudit(james);
        doors.unwatched().stream()
                .map(door -> new ConfFinding(door.place(), "not watched: " + door.name() + ": " + door.reason()))
                .forEach(problems::add);
        watched.addAll(doors.watched());
        read(() -> new ExtensionAudit(james)).ifPresent(found -> {
            problems.addAll(found.problems());
            warnings.addAll(found.warnings());
        });
        Path working = conf.toAbsolutePath().normalize().resolveSibling("");
        read(() -> new RepositoryAudit(james, working)).ifPresent(audit -> repositories.stream()
                .flatMap(setting -> audit.lacks(setting).stream())
                .forEach(problems::add));
    }

    /**
     * A setting that names a mail repository.
     *
     * @param place where it stands, such as "mailwarden.properties, line 12"
     * @param key such as {@code hold.repository}
     * @param url its value
     */
    public record RepositorySetting(String place, String key, String url) {

        @Override
        public String toString() {
            return key + " = " + url;
        }
    }

    // The door audit has named mailetcontainer.xml already when it cannot be read; the others are named here.
    private <T> Optional<T> read(Supplier<T> audit) {
        try {
            return Optional.of(audit.get());
        } catch (UnreadableFile e) {
            ConfFinding finding = new ConfFinding(e.file(), String.valueOf(e.getMessage()));
            if (problems.stream().noneMatch(known -> known.place().equals(e.file()))) {
                problems.add(finding);
            }
            return Optional.empty();
        }
    }

    /** What leaves James unguarded, or keeps Mailwarden from holding mail. */
    public List<ConfFinding> problems() {
        return List.copyOf(problems);
    }

    /** What leaves a part of Mailwarden out. */
    public List<ConfFinding> warnings() {
        return List.copyOf(warnings);
    }

    /** The listeners that are watched, by name. */
    public List<String> watched() {
        return List.copyOf(watched);
    }
}
