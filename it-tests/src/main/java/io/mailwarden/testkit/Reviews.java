package io.mailwarden.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mailwarden.server.client.AdminClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What an administrator sees and does, in short words. */
public final class Reviews {

    private static final int MOST = 1000;

    private final AdminClient admin;

    /** A reviewer who asks through that client. */
    public Reviews(AdminClient admin) {
        this.admin = admin;
    }

    /** The account's incidents, latest first. */
    public List<JsonNode> incidents(String account) throws IOException {
        return items("mailwarden/incidents?limit=" + MOST + "&account=" + account);
    }

    /** The account's messages that wait, newest first. */
    public List<JsonNode> held(String account) throws IOException {
        return items("mailwarden/held?limit=" + MOST + "&account=" + account);
    }

    /** The account's logins, newest first. */
    public List<JsonNode> logins(String account) throws IOException {
        return items("mailwarden/accounts/" + account + "/logins?limit=" + MOST);
    }

    /** Sends a held message on; the HTTP status. */
    public int release(String heldId) throws IOException {
        return admin.post("mailwarden/held/" + heldId + "/release").status();
    }

    /** Destroys a held message; the HTTP status. */
    public int delete(String heldId) throws IOException {
        return admin.delete("mailwarden/held/" + heldId).status();
    }

    /** Sends all on that is held because of an incident; how many messages. */
    public long releaseAll(String incidentId) throws IOException {
        return checked(admin.post("mailwarden/incidents/" + incidentId + "/release"), incidentId)
                .path("messages")
                .asLong();
    }

    /** What is known of the account; a missing node when nothing is. */
    public JsonNode account(String account) throws IOException {
        AdminClient.HttpReply response = admin.get("mailwarden/accounts/" + account);
        return response.status() == 404 ? MissingNode.getInstance() : checked(response, account);
    }

    /** An administrator says confirm, dismiss or rescan; the HTTP status. */
    public int decide(String incidentId, String verb) throws IOException {
        return admin.post("mailwarden/incidents/" + incidentId + "/" + verb).status();
    }

    /** Restricts the account: block, refuse, defer or hold; the HTTP status. */
    public int block(String account, String restriction) throws IOException {
        return block(account, restriction, "test");
    }

    /** Restricts the account for that reason, which needs no quoting in JSON; the HTTP status. */
    public int block(String account, String restriction, String reason) throws IOException {
        String json = "{\"reason\":\"%s\",\"restriction\":\"%s\"}".formatted(reason, restriction);
        return admin.post("mailwarden/accounts/" + account + "/block", json).status();
    }

    /** Gives the account back to its owner: lifts every block, resolves what contains it; the HTTP status. */
    public int unblock(String account) throws IOException {
        return admin.delete("mailwarden/accounts/" + account + "/block").status();
    }

    /** The account's blocks that hold. */
    public List<JsonNode> blocks(String account) throws IOException {
        return items("mailwarden/accounts/" + account + "/block");
    }

    /** The account's live sessions, newest first. */
    public List<JsonNode> sessions(String account) throws IOException {
        return items("mailwarden/sessions?limit=" + MOST + "&account=" + account);
    }

    /** Ends one session; the HTTP status. */
    public int endSession(String id) throws IOException {
        return admin.delete("mailwarden/sessions/" + id).status();
    }

    /** Ends all sessions of the account, on every node; the HTTP status. */
    public int endSessions(String account) throws IOException {
        return admin.delete("mailwarden/sessions?account=" + account).status();
    }

    /** Sets the mode of a domain or an account; the HTTP status. */
    public int setMode(String scope, String mode) throws IOException {
        return admin.put("mailwarden/modes/" + scope, "{\"mode\":\"" + mode + "\"}")
                .status();
    }

    /** Sets the mode of a domain, which James gets where it does not have it yet; the HTTP status. */
    public int setModeOfDomain(String domain, String mode) throws IOException {
        int made = admin.put("domains/" + domain, "").status();
        return made / 100 == 2 ? setMode("@" + domain, mode) : made;
    }

    /** Takes the mode back that was set; the HTTP status. */
    public int unsetMode(String scope) throws IOException {
        return admin.delete("mailwarden/modes/" + scope).status();
    }

    /** One incident, with what was done about it. */
    public JsonNode incident(String id) throws IOException {
        return checked(admin.get("mailwarden/incidents/" + id), id);
    }

    /** The things of a list, such as {@code mailwarden/held}; the first page of it. */
    public List<JsonNode> items(String path) throws IOException {
        AdminClient.HttpReply response = admin.get(path);
        if (response.status() == 404) {
            return List.of();
        }
        JsonNode json = checked(response, path);
        JsonNode items = json.isArray() ? json : json.path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static JsonNode checked(AdminClient.HttpReply response, String what) throws IOException {
        if (response.status() != 200) {
            throw new IOException(what + " was answered with " + response.status() + " " + response.body());
        }
        return response.json();
    }
}
