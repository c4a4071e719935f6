package io.mailwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.base.Throwables;
import io.mailwarden.testkit.MailwardenServer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(7)
class BrokenConfigurationIT {

    @Test
    void stopsTheStartAndNamesEveryProblemAtOnce() {
        MailwardenServer server = MailwardenServer.named("broken")
                .withoutGeography()
                .setting("impossible-travel.max-sped-km-per-h", "900")
                .setting("origin.reload-every", "soon")
                .setting("policy.mode", "maybe")
                .build();

        Throwable problem = catchThrowable(server::start);

        assertThat(problem).isNotNull();
        assertThat(messages(problem))
                .contains("impossible-travel.max-sped-km-per-h")
                .contains("impossible-travel.max-speed-km-per-h")
                .contains("origin.reload-every")
                .contains("soon")
                .contains("policy.mode")
                .contains("maybe")
                .contains("expected");
    }

    @Test
    void startsWithoutGeographyAndSaysSo() throws Exception {
        MailwardenServer server =
                MailwardenServer.named("no-geography").withoutGeography().build();

        server.start();

        assertThat(server.stranger().get("healthcheck").body()).contains("geography: no database");
        assertThat(server.admin().get("mailwarden/overview").status()).isEqualTo(200);
    }

    @Test
    void refusesToBeUsedBeforeItRuns() {
        MailwardenServer server = MailwardenServer.named("never").build();

        assertThatThrownBy(server::outside).isInstanceOf(IllegalStateException.class);
    }

    private static String messages(Throwable problem) {
        return Throwables.getCausalChain(problem).stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
