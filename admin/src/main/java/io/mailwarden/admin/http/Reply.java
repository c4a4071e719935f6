package io.mailwarden.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import spark.Response;

/**
 * The answer to a request that succeeded: 200 shows something, 201 tells what was made or started, 202 what was done in
 * part, 204 has nothing to say. Errors are thrown.
 *
 * @param status of HTTP
 * @param view becomes the body, as JSON; empty for no body
 * @param location of what was started, for the header of that name
 * @param type of a body that is no JSON; empty for JSON
 */
public record Reply(int status, Optional<Object> view, Optional<String> location, Optional<String> type) {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private record TaskView(String taskId) {}

    /** 200 with what was asked for, or with what came of what was done. */
    public static Reply shown(Object view) {
        return new Reply(OK, Optional.of(view), Optional.empty(), Optional.empty());
    }

    /** 201 with what was made. */
    public static Reply made(Object view) {
        return new Reply(CREATED, Optional.of(view), Optional.empty(), Optional.empty());
    }

    /** 202 with what was done, and what is still to come. */
    public static Reply accepted(Object view) {
        return new Reply(ACCEPTED, Optional.of(view), Optional.empty(), Optional.empty());
    }

    /** 201 with the id of the task that was started and where it is shown, as James answers. */
    public static Reply started(String taskId) {
        return new Reply(CREATED, Optional.of(new TaskView(taskId)), Optional.of("/tasks/" + taskId), Optional.empty());
    }

    /** 204: it is done. */
    public static Reply done() {
        return new Reply(NO_CONTENT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** 200 with a file to be kept: never shown by the browser itself. */
    public static Reply file(String type, InputStream bytes) {
        return new Reply(OK, Optional.of(bytes), Optional.empty(), Optional.of(type));
    }

    /** 200 with a text of that type. */
    public static Reply text(String type, String text) {
        return new Reply(OK, Optional.of(text), Optional.empty(), Optional.of(type));
    }

    /** Sets status and headers; returns the body, never as a String: James writes those into its log. */
    public Object write(Response response, Json json) throws JsonProcessingException {
        response.status(status);
        location.ifPresent(place -> response.header("Location", place));
        type.ifPresent(response::type);
        Object body = view.orElse("");
        if (body instanceof InputStream file) {
            response.header("Content-Disposition", "attachment; filename=\"message.eml\"");
            response.header("Content-Security-Policy", "sandbox");
            return file;
        }
        boolean text = view.isEmpty() || type.isPresent();
        return (text ? String.valueOf(body) : json.render(body)).getBytes(StandardCharsets.UTF_8);
    }
}
