package io.mailwarden.smtp;

import java.util.List;
import org.apache.james.protocols.api.Response;

/**
 * The same answer, after which the connection is closed.
 *
 * @param answer what the client reads
 */
record EndingResponse(Response answer) implements Response {

    @Override
    public String getRetCode() {
        return answer.getRetCode();
    }

    @Override
    public List<CharSequence> getLines() {
        return answer.getLines();
    }

    @Override
    public boolean isEndSession() {
        return true;
    }
}
