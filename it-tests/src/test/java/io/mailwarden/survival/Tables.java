package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailwarden.server.JamesHome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The store, read past Mailwarden.
 *
 * @param url of JDBC
 */
record Tables(String url) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A line of the event log.
     *
     * @param ip where it came from; empty when that is not known
     * @param subject of a message; empty for all else
     */
    record Logged(String account, String kind, Instant at, String ip, String subject) {}

    /** The file of a node that has one of its own. */
    static Tables of(JamesHome home) {
        return new Tables("jdbc:sqlite:" + home.var().resolve("mailwarden").resolve("mailwarden.db"));
    }

    /** The logins and messages from that time on. */
    List<Logged> since(Instant from) throws IOException {
        List<Logged> all = new ArrayList<>();
        rows(
                "SELECT account, kind, at, event FROM event_log WHERE kind IN ('login', 'message') AND at >= "
                        + micros(from),
                row -> {
                    JsonNode event = JSON.readTree(row.getString(4));
                    all.add(new Logged(
                            row.getString(1),
                            row.getString(2),
                            Instant.EPOCH.plus(row.getLong(3), ChronoUnit.MICROS),
                            event.path("ip").asText(),
                            event.path("subject").asText()));
                });
        return all;
    }

    /** All that is in the journal. */
    List<Journaled> journal() throws IOException {
        List<Journaled> all = new ArrayList<>();
        rows(
                "SELECT segment, entries FROM journal_batch",
                row -> all.addAll(Journaled.read(row.getString(1), row.getBytes(2))));
        return all;
    }

    /** The first column of the first row, as a number. */
    long number(String query) throws IOException {
        return Long.parseLong(text(query));
    }

    /** The first column of the first row. */
    String text(String query) throws IOException {
        List<String> found = texts(query);
        if (found.isEmpty()) {
            throw new IOException("no row: " + query);
        }
        return found.get(0);
    }

    /** The first column of all rows. */
    List<String> texts(String query) throws IOException {
        List<String> found = new ArrayList<>();
        rows(query, row -> found.add(row.getString(1)));
        return found;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private interface Row {
        void read(ResultSet row) throws SQLException, IOException;
    }

    private void rows(String query, Row each) throws IOException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                each.read(row);
            }
        } catch (SQLException e) {
            throw new IOException("the store cannot be read: " + query, e);
        }
    }
}
