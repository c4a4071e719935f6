package io.mailwarden.mailet.rescan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.Rescan.RescanCounts;
import io.mailwarden.engine.response.rescan.RescanStore;
import java.time.Instant;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;

/** Lets WebAdmin show the progress of a re-scan, and a James of several nodes pass its task on. Loaded by James. */
public final class RescanTaskModule implements TaskExtensionModule {

    private static final String TYPE = RescanTask.TYPE.asString();

    private final RescanStore store;
    private final JamesRescanRunner rescanning;

    @Inject
    public RescanTaskModule(RescanStore store, JamesRescanRunner rescanning) {
        this.store = store;
        this.rescanning = rescanning;
    }

    /**
     * Which re-scan a task works on.
     *
     * @param type {@code mailwarden-rescan}
     * @param account whose mail
     * @param incident why
     * @param rescan its id
     */
    public record TaskJson(
            @JsonProperty("type") String type,
            @JsonProperty("account") String account,
            @JsonProperty("incident") String incident,
            @JsonProperty("rescan") String rescan)
            implements TaskDTO {

        @Override
        public String getType() {
            return type;
        }
    }

    /**
     * How far a re-scan is, as WebAdmin shows it.
     *
     * @param type {@code mailwarden-rescan}
     * @param timestamp of the figures
     * @param incident why
     * @param account whose mail
     * @param act whether copies are taken
     * @param counts so far
     */
    public record ProgressJson(
            @JsonProperty("type") String type,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("incident") String incident,
            @JsonProperty("account") String account,
            @JsonProperty("act") boolean act,
            @JsonProperty("counts") RescanCounts counts)
            implements AdditionalInformationDTO {

        @Override
        public String getType() {
            return type;
        }

        @Override
        public Instant getTimestamp() {
            return timestamp;
        }
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(DTOModule.forDomainObject(RescanTask.class)
                .convertToDTO(TaskJson.class)
                .toDomainObjectConverter(this::task)
                .toDTOConverter((task, type) -> json(task.rescan(), type))
                .typeName(TYPE)
                .withFactory(TaskDTOModule::new));
    }

    private static TaskJson json(Rescan rescan, String type) {
        return new TaskJson(type, rescan.account().name(), rescan.incident(), rescan.id());
    }

    private RescanTask task(TaskJson json) {
        Rescan rescan = store.find(new Account(json.account()), json.incident(), json.rescan())
                .orElseThrow(() -> new IllegalArgumentException("no such re-scan: " + json.rescan()));
        return rescanning.task(rescan);
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(DTOModule.forDomainObject(RescanProgress.class)
                .convertToDTO(ProgressJson.class)
                .toDomainObjectConverter(json -> new RescanProgress(
                        json.incident(), json.account(), json.act(), json.counts(), json.timestamp()))
                .toDTOConverter((progress, type) -> new ProgressJson(
                        type,
                        progress.timestamp(),
                        progress.incident(),
                        progress.account(),
                        progress.act(),
                        progress.counts()))
                .typeName(TYPE)
                .withFactory(AdditionalInformationDTOModule::new));
    }
}
