package io.mailwarden.admin;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import spark.Request;

/** The description of all routes (OpenAPI 3.1), for programs and for people who write them. */
final class OpenApiRoute {

    private final String description = description();

    static String description() {
        try (InputStream file = OpenApiRoute.class.getResourceAsStream("openapi.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void define(GuardedRoutes routes) {
        routes.get("/openapi.json", this::show);
    }

    private Reply show(Request request) {
        Query.of(request);
        return Reply.text("application/json", description);
    }
}
