package io.mailwarden.survival;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What clients and administrators did, and what they were told. Thread-safe. */
final class Acts {

    /**
     * A login that was answered.
     *
     * @param address that it came from
     * @param sent before the password was
     * @param answered after the answer was read
     */
    record Login(String account, String address, Instant sent, Instant answered) {}

    /**
     * Something that an administrator wanted.
     *
     * @param verb such as confirm
     * @param id of what
     * @param asked when
     * @param done when it was answered with success; empty when there was no answer
     */
    record Request(String verb, String id, Instant asked, Optional<Instant> done) {}

    /**
     * Something that an administrator set, or took back.
     *
     * @param kind such as block
     * @param about of whom
     * @param what was set; empty for all taken back
     * @param answered whether that was answered with success; else nobody knows
     */
    record Setting(String kind, String about, String what, boolean answered) {}

    private final Queue<Login> logins = new ConcurrentLinkedQueue<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Setting> settings = new ConcurrentLinkedQueue<>();

    void login(Login login) {
        logins.add(login);
    }

    void request(Request request) {
        requests.add(request);
    }

    void setting(Setting setting) {
        settings.add(setting);
    }

    /** All of that kind, by whom they are about, in the order in which they were asked for. */
    Map<String, List<Setting>> settings(String kind) {
        return settings.stream()
                .filter(setting -> setting.kind().equals(kind))
                .collect(Collectors.groupingBy(Setting::about));
    }

    List<Login> logins() {
        return List.copyOf(logins);
    }

    List<Request> requests(String verb) {
        return requests.stream().filter(request -> request.verb().equals(verb)).toList();
    }

    /** Those about that thing, in the order in which they were asked for. */
    List<Request> about(String id) {
        return requests.stream().filter(request -> request.id().equals(id)).toList();
    }
}
