package io.mailwarden.engine.response;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.incident.Finding;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.block.Block.Reach;
import io.mailwarden.engine.response.session.SessionEndReason;
import io.mailwarden.engine.verdict.AccountClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Carries out one response for an incident; each method returns in words what was done, for administrators. Doing one
 * twice is doing it once.
 *
 * @param own what the engine can do by itself
 * @param actions what it takes a mail server to do
 */
record ResponseExecution(OwnActions own, ResponseActions actions, Occasion occasion)
        implements Response.Visitor<String> {

    /**
     * What a response is carried out for.
     *
     * @param severity at which the incident is answered
     * @param of the class of its account
     * @param done what was done for it before
     * @param now when the response is carried out
     */
    record Occasion(Incident incident, Severity severity, AccountClass of, List<ResponseRecord> done, Instant now) {}

    @Override
    public String restrict(Response.Restrict restrict) {
        Incident incident = occasion.incident();
        Reach reach = own.blocks().set(block(occasion, restrict));
        // Who ended it meanwhile could only lift what was there.
        if (own.incidents().find(incident.id()).filter(Incident::over).isPresent()) {
            own.blocks().lift(incident.account(), Optional.of(incident.id()), "end of incident " + incident.id());
            return ResponseText.INCIDENT_OVER;
        }
        return ResponseText.restricted(restrict, reach);
    }

    /** The block that a response sets; the same one whenever it is set for the same incident and severity. */
    static Block block(Occasion occasion, Response.Restrict restrict) {
        Incident incident = occasion.incident();
        Optional<Finding> gravest = incident.gravest();
        return new Block(
                incident.id() + "-" + occasion.severity().label(),
                incident.account(),
                restrict.restriction(),
                new BlockCause(
                        gravest.map(finding -> finding.gravest().explanation().text())
                                .orElse("incident " + incident.id()),
                        BlockCause.Author.DETECTOR,
                        gravest.map(finding -> finding.gravest().type()).orElse(""),
                        Optional.of(incident.id())),
                occasion.now(),
                restrict.until());
    }

    @Override
    public String endSessions(Response.EndSessions endSessions) {
        return ResponseText.sessionsEnded(
                own.sessions().endAll(occasion.incident().account(), SessionEndReason.INCIDENT));
    }

    @Override
    public String rescan(Response.RescanSentMail rescan) {
        return actions.rescan(occasion.incident(), rescan.acts());
    }

    @Override
    public String alert(Response.AlertAdministrators alert) {
        boolean spared = occasion.of() == AccountClass.ADMINISTRATOR;
        return actions.alert(occasion.incident(), spared, occasion.done());
    }
}
