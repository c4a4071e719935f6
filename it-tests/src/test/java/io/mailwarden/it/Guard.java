package io.mailwarden.it;

import io.mailwarden.testkit.MailwardenServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The engine of the server under test, behind its doors: what an administrator would do at that very moment. By reflection,
 * for its classes are those of James's extension loader.
 */
final class Guard {

    /**
     * A live session.
     *
     * @param parts its parts by their names
     */
    record Live(Map<String, String> parts) {

        String part(String name) {
            return parts.getOrDefault(name, "");
        }
    }

    private static final String RUNNING = "io.mailwarden.plugin.RunningEngine";
    private static final String ACCOUNT = "io.mailwarden.engine.event.Account";
    private static final String RESTRICTION = "io.mailwarden.engine.verdict.Restriction";
    private static final String CAUSE = "io.mailwarden.engine.response.session.Cause";

    private final Object engine;

    private Guard(Object engine) {
        this.engine = engine;
    }

    static Guard of(MailwardenServer server) {
        return new Guard(call(server.extension(RUNNING), "engine"));
    }

    /** Restricts the account: block, refuse, defer or hold. */
    void restrict(String account, String restriction) {
        call(
                call(engine, "controls"),
                "block",
                account(account),
                constant(RESTRICTION, restriction),
                "test",
                Optional.empty(),
                "it");
    }

    void unblock(String account) {
        call(call(engine, "controls"), "unblock", account(account), "it");
    }

    /** The account's live sessions. */
    List<Live> sessions(String account) {
        List<?> all = (List<?>) call(call(engine, "sessions"), "list", Optional.of(account(account)), 1000);
        return all.stream().map(Guard::parts).map(Live::new).toList();
    }

    int count() {
        return (int) call(call(engine, "sessions"), "count");
    }

    boolean end(String session) {
        return (boolean) call(call(engine, "sessions"), "end", session, constant(CAUSE, "ADMINISTRATOR"));
    }

    private static Map<String, String> parts(Object record) {
        Map<String, String> parts = new TreeMap<>();
        Arrays.stream(record.getClass().getRecordComponents()).forEach(part -> {
            Object value = call(record, part.getName());
            parts.put(
                    part.getName(),
                    value instanceof Optional<?> maybe
                            ? maybe.map(String::valueOf).orElse("")
                            : value.toString());
        });
        return parts;
    }

    private Object account(String name) {
        try {
            return load(ACCOUNT).getConstructor(String.class).newInstance(name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object constant(String type, String name) {
        return Arrays.stream(load(type).getEnumConstants())
                .filter(value -> ((Enum<?>) value).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, true, engine.getClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Object target, String name, Object... arguments) {
        try {
            Method method = Arrays.stream(target.getClass().getDeclaredMethods())
                    .filter(each -> each.getName().equals(name) && each.getParameterCount() == arguments.length)
                    .filter(each -> !each.isSynthetic())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(target.getClass() + " has no " + name));
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
