package io.mailwarden.mailet.held;

import io.mailwarden.engine.support.Alarms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries whether the repositories of held mail and of the quarantine hold mail. Thread-safe. */
@Singleton
public final class HoldCheck {

    /** Stands while a repository cannot hold mail. */
    public static final String ALARM = "hold-repository";

    private static final Logger LOGGER = LoggerFactory.getLogger(HoldCheck.class);

    private final RepositoryProbe probe;
    private final Map<String, MailRepositoryUrl> urls;
    private final HeldFolder folder;
    private final Alarms alarms;
    private volatile boolean troubled;

    /**
     * Why a repository cannot hold mail.
     *
     * @param key its key in mailwarden.properties
     * @param url its value there
     * @param trouble what is wrong
     */
    public record HoldProblem(String key, String url, String trouble) {

        @Override
        public String toString() {
            return "%s = %s cannot hold mail: %s".formatted(key, url, trouble);
        }
    }

    @Inject
    public HoldCheck(MailRepositoryStore repositories, HoldSettings settings, HeldFolder folder, Alarms alarms) {
        this.probe = new RepositoryProbe(repositories);
        this.urls = Map.of("hold.repository", settings.held(), "quarantine.repository", settings.quarantine());
        this.folder = folder;
        this.alarms = alarms;
    }

    /** What cannot hold mail; raises or clears {@value #ALARM}. Writes into the repositories, and removes it again. */
    public List<HoldProblem> run() {
        List<HoldProblem> problems = new ArrayList<>();
        urls.forEach((key, url) -> probe.trouble(url)
                .or(() -> probe.forgets(url))
                .ifPresent(trouble -> problems.add(new HoldProblem(key, url.asString(), trouble))));
        troubled = !problems.isEmpty();
        if (troubled) {
            alarms.raise(
                    ALARM,
                    problems.stream().map(HoldProblem::toString).sorted().collect(Collectors.joining("; "))
                            + "; what it does not take waits in " + folder.path());
        } else {
            alarms.clear(ALARM);
            urls.forEach(this::tellOfMany);
        }
        return problems;
    }

    /** The same, where the last run found something. */
    public void runAgain() {
        if (troubled) {
            var unused = run();
        }
    }

    private void tellOfMany(String key, MailRepositoryUrl url) {
        probe.troubleWithMany(url)
                .ifPresent(trouble -> LOGGER.warn(
                        "{} = {} does not take mail to many recipients: {}; what it does not take waits in {}",
                        key,
                        url.asString(),
                        trouble,
                        folder.path()));
    }
}
