package io.mailwarden.engine.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One line of JSON, field by field: nothing that a stranger wrote is kept but what an event needs. */
final class EventLineParser {

    // Field names come from strangers: they must not fill the table of interned strings.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Set<String> TEXTS = Set.of(
            "kind",
            "time",
            "account",
            "protocol",
            "ip",
            "outcome",
            "client",
            "session",
            "delegate",
            "messageId",
            "subject",
            "fingerprint",
            "scan",
            "recipient",
            "status",
            "originalMessageId");

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_PARTS = 500;

    private final JsonParser json;

    private EventLineParser(JsonParser json) {
        this.json = json;
    }

    /** Takes one field, whose value the parser stands at; must consume that value. */
    private interface Fields {
        void take(String name) throws IOException;
    }

    static Event parse(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            return new EventLineParser(json).event();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Event event() throws IOException {
        EventDraft draft = new EventDraft();
        json.nextToken();
        object("the line", name -> field(name, draft));
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("expected one JSON object in a line");
        }
        return draft.event();
    }

    private void field(String name, EventDraft draft) throws IOException {
        switch (name) {
            case "geo" -> object(name, part -> geoField(part, draft));
            case "hand" -> hand(draft);
            case "bytes", "members", "passwordMark" -> numberField(name, draft);
            case "tls", "own" -> truthField(name, draft);
            case "recipients", "from", "replyTo", "answers", "bankAccounts", "urls" -> textsField(name, draft);
            case "attachments" -> draft.attachments = attachments();
            default -> textField(name, draft);
        }
    }

    private void textsField(String name, EventDraft draft) throws IOException {
        switch (name) {
            case "recipients" -> draft.recipients = texts(name, Integer.MAX_VALUE);
            case "from" -> draft.from = texts(name, MOST_PARTS);
            case "replyTo" -> draft.replyTo = texts(name, MOST_PARTS);
            case "answers" -> draft.answers = texts(name, Message.Sender.MOST_ANSWERS);
            case "bankAccounts" -> draft.bankAccounts = texts(name, Message.Sender.MOST_BANK_ACCOUNTS);
            default -> draft.urls = texts(name, MOST_PARTS);
        }
    }

    private void numberField(String name, EventDraft draft) throws IOException {
        long number = whole(name);
        switch (name) {
            case "bytes" -> draft.bytes = number;
            case "members" -> draft.members = number;
            default -> draft.passwordMark = number;
        }
    }

    private void truthField(String name, EventDraft draft) throws IOException {
        boolean said = truth(name);
        if (name.equals("own")) {
            draft.own = said;
        } else {
            draft.tls = said;
        }
    }

    private void textField(String name, EventDraft draft) throws IOException {
        if (TEXTS.contains(name)) {
            draft.texts.put(name, text(name));
        } else {
            skip();
        }
    }

    private void hand(EventDraft draft) throws IOException {
        draft.hasHand = true;
        object("hand", name -> {
            switch (name) {
                case "program" -> draft.texts.put("hand.program", text("hand.program"));
                case "another" -> draft.another = truth("hand.another");
                default -> skip();
            }
        });
    }

    private void geoField(String name, EventDraft draft) throws IOException {
        draft.hasGeo = true;
        switch (name) {
            case "country", "asnName", "network" -> draft.texts.put("geo." + name, text("geo." + name));
            case "lat", "lon", "accuracyKm" -> draft.numbers.put(name, number("geo." + name));
            case "asn" -> draft.asn = whole("geo.asn");
            default -> skip();
        }
    }

    private List<Message.Attachment> attachments() throws IOException {
        List<Message.Attachment> all = new ArrayList<>();
        array("attachments", () -> {
            EventDraft part = new EventDraft();
            object("attachments", name -> {
                switch (name) {
                    case "name", "type" -> part.texts.put(name, text("attachments." + name));
                    case "bytes" -> part.bytes = whole("attachments.bytes");
                    default -> skip();
                }
            });
            if (all.size() < MOST_PARTS) {
                all.add(part.attachment());
            }
        });
        return all;
    }

    private List<String> texts(String field, int most) throws IOException {
        List<String> all = new ArrayList<>();
        array(field, () -> {
            String element = text(field);
            if (all.size() < most) {
                all.add(element);
            }
        });
        return all;
    }

    private void object(String field, Fields fields) throws IOException {
        if (absent()) {
            return;
        }
        expect(JsonToken.START_OBJECT, field, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.getCurrentName();
            json.nextToken();
            if (absent()) {
                continue;
            }
            fields.take(name);
        }
    }

    private interface Element {
        void take() throws IOException;
    }

    private void array(String field, Element element) throws IOException {
        expect(JsonToken.START_ARRAY, field, "a list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.take();
        }
    }

    private boolean absent() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    private String text(String field) throws IOException {
        expect(JsonToken.VALUE_STRING, field, "text");
        return json.getText();
    }

    private boolean truth(String field) {
        if (!json.currentToken().isBoolean()) {
            throw new IllegalArgumentException(field + ": expected true or false");
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private double number(String field) throws IOException {
        String digits = json.currentToken().isNumeric() ? json.getText() : "";
        if (digits.isEmpty() || digits.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException(field + ": expected a number");
        }
        return Double.parseDouble(digits);
    }

    private long whole(String field) throws IOException {
        String digits = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getText() : "-";
        if (digits.startsWith("-") || digits.length() > 18) {
            throw new IllegalArgumentException(field + ": expected a whole number, 0 or more");
        }
        return Long.parseLong(digits);
    }

    private void expect(JsonToken token, String field, String what) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException(field + ": expected " + what);
        }
    }

    // JsonParser.skipChildren would keep one object for each level of whatever depth.
    private void skip() throws IOException {
        int depth = 0;
        do {
            if (depth > 0) {
                json.nextToken();
            }
            JsonToken token = json.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("expected no more than " + DEEPEST + " levels");
            }
        } while (depth > 0);
    }
}
