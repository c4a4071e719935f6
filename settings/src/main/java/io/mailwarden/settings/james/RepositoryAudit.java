package io.mailwarden.settings.james;

import io.mailwarden.settings.james.ConfAudit.RepositorySetting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Whether a mail repository that a setting names can hold mail, as far as files can tell; the probe at the start of the
 * server tells the rest. Writes nothing. Immutable.
 */
final class RepositoryAudit {

    private static final String FILE = "mailrepositorystore";
    private static final String SEPARATOR = "://";

    /** James's repositories whose mail is gone with the process. */
    private static final String IN_MEMORY = "org.apache.james.mailrepository.memory.MemoryMailRepository";

    private static final String ON_DISK = "org.apache.james.mailrepository.file.FileMailRepository";

    private final JamesXml file;
    private final List<Declared> declared = new ArrayList<>();
    private final Path working;

    /**
     * Reads {@code mailrepositorystore.xml}.
     *
     * @param working James's working directory, in which its {@code var/} lies
     */
    RepositoryAudit(JamesConf james, Path working) {
        file = james.xml(FILE);
        this.working = working;
        int n = 0;
        for (HierarchicalConfiguration<ImmutableNode> repository :
                file.configuration().configurationsAt("mailrepositories.mailrepository")) {
            declared.add(new Declared(
                    List.of(repository.getStringArray("protocols.protocol")),
                    repository.getString("[@class]", ""),
                    file.place("mailrepository", n++)));
        }
    }

    /** One element {@code mailrepository}: the protocols that it serves, and its class. */
    private record Declared(List<String> protocols, String type, String place) {}

    /** What keeps that repository from holding mail; empty when nothing is seen. */
    Optional<ConfFinding> lacks(RepositorySetting setting) {
        String protocol = setting.url().substring(0, setting.url().indexOf(SEPARATOR));
        if (file.elements().isEmpty()) {
            return Optional.of(new ConfFinding(
                    setting.place(),
                    setting + ": there is no " + file.name() + " that declares the protocol " + protocol
                            + "; the memory app knows none but memory without it"));
        }
        // Of two that serve one protocol James takes the last.
        return declared.stream()
                .filter(one -> one.protocols().contains(protocol))
                .reduce((first, last) -> last)
                .map(one -> lacks(one, setting))
                .orElseGet(() -> Optional.of(new ConfFinding(
                        file.name(),
                        "no <mailrepository> declares <protocol>" + protocol + "</protocol>, which " + setting + " ("
                                + setting.place() + ") asks for: nothing could be held")));
    }

    private Optional<ConfFinding> lacks(Declared declared, RepositorySetting setting) {
        if (declared.type().equals(IN_MEMORY)) {
            return Optional.of(
                    new ConfFinding(
                            setting.place(),
                            setting + ": kept in memory by the repository of " + declared.place()
                                    + ", so a restart loses what is held; expected one that lasts, such as file://var/mail/held/"));
        }
        return declared.type().equals(ON_DISK) && outside(setting.url())
                ? Optional.of(new ConfFinding(
                        setting.place(),
                        setting + ": James keeps file repositories only inside its own folder, " + working
                                + "; expected a place there, such as file://var/mail/held/"))
                : Optional.empty();
    }

    private boolean outside(String url) {
        Path folder = working.toAbsolutePath().normalize();
        String path = url.substring(url.indexOf(SEPARATOR) + SEPARATOR.length());
        return !folder.resolve(path).normalize().startsWith(folder);
    }
}
