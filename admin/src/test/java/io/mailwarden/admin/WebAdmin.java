package io.mailwarden.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.WebAdminServer;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;

/** James's WebAdmin on a port of 127.0.0.1, with our routes only. */
final class WebAdmin implements AutoCloseable {

    private static final class Server extends WebAdminServer {
        Server(Routes routes, AuthenticationFilter filter) {
            super(
                    WebAdminConfiguration.TEST_CONFIGURATION,
                    List.of(routes),
                    filter,
                    new RecordingMetricFactory(),
                    LoggingRequestFilter.create());
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebAdminServer server;

    WebAdmin(Routes routes, AuthenticationFilter filter) {
        server = new Server(routes, filter).start();
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return sendBody(method, path, "", headers);
    }

    HttpResponse<String> sendBody(String method, String path, String body, String... headers) {
        URI uri = URI.create("http://127.0.0.1:" + server.getPort().getValue() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
