package io.mailwarden.admin.http;

import io.mailwarden.engine.support.Text;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;

/** What ends a request, in James's form of an error. Thrown by who made it. */
public final class HttpErrors {

    private static final int NOT_FOUND = 404;
    private static final int LONGEST = 100;

    private HttpErrors() {}

    /** 404: none of that kind has this id; the id may be anything. */
    public static HaltException unknown(String what, String id) {
        return error(NOT_FOUND, ErrorType.NOT_FOUND, "No such " + what + ": " + Text.printable(id, LONGEST));
    }

    /** That status, with what was expected in words. */
    public static HaltException error(int status, ErrorType type, String message) {
        return ErrorResponder.builder()
                .statusCode(status)
                .type(type)
                .message(message)
                .haltError();
    }
}
