package io.mailwarden.plugin.backtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.BacktestStore;
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

/** Lets WebAdmin show the progress of a back-test, and a James of several nodes pass its task on. Loaded by James. */
public final class BacktestTaskModule implements TaskExtensionModule {

    private static final String TYPE = BacktestTask.TYPE.asString();

    private final BacktestStore store;
    private final JamesBacktestRunner runner;

    @Inject
    BacktestTaskModule(BacktestStore store, JamesBacktestRunner runner) {
        this.store = store;
        this.runner = runner;
        runner.show();
    }

    /**
     * Which back-test a task works on.
     *
     * @param type {@code mailwarden-backtest}
     * @param backtest its id
     */
    public record BacktestTaskJson(@JsonProperty("type") String type, @JsonProperty("backtest") String backtest)
            implements TaskDTO {

        @Override
        public String getType() {
            return type;
        }
    }

    /**
     * How far a back-test is, as WebAdmin shows it.
     *
     * @param type {@code mailwarden-backtest}
     * @param timestamp of the figures
     * @param backtest its id
     * @param events that are read
     * @param percent of the time that is read
     */
    public record BacktestProgressJson(
            @JsonProperty("type") String type,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("backtest") String backtest,
            @JsonProperty("events") long events,
            @JsonProperty("percent") int percent)
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
        return Set.of(DTOModule.forDomainObject(BacktestTask.class)
                .convertToDTO(BacktestTaskJson.class)
                .toDomainObjectConverter(this::task)
                .toDTOConverter((task, type) ->
                        new BacktestTaskJson(type, task.backtest().id()))
                .typeName(TYPE)
                .withFactory(TaskDTOModule::new));
    }

    private BacktestTask task(BacktestTaskJson json) {
        Backtest backtest = store.find(json.backtest())
                .orElseThrow(() -> new IllegalArgumentException("no such back-test: " + json.backtest()));
        return runner.task(backtest);
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(DTOModule.forDomainObject(BacktestTaskProgress.class)
                .convertToDTO(BacktestProgressJson.class)
                .toDomainObjectConverter(json ->
                        new BacktestTaskProgress(json.backtest(), json.events(), json.percent(), json.timestamp()))
                .toDTOConverter((progress, type) -> new BacktestProgressJson(
                        type, progress.timestamp(), progress.backtest(), progress.events(), progress.percent()))
                .typeName(TYPE)
                .withFactory(AdditionalInformationDTOModule::new));
    }
}
