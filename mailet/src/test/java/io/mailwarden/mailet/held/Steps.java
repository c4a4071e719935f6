package io.mailwarden.mailet.held;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the calls of what a process has at hand (store, repository, spool), and lets the process die at one of them:
 * before it has an effect, or after.
 */
final class Steps {

    /** The process is dead: no handler of errors may handle it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final List<String> taken = new ArrayList<>();
    private final int last;
    private final boolean before;
    private boolean dead;

    /** Dies at the call of that number, from 1; never for 0. */
    Steps(int last, boolean before) {
        this.last = last;
        this.before = before;
    }

    static Steps endless() {
        return new Steps(0, true);
    }

    /** The same thing, each call of which is a step. */
    <T> T watch(Class<T> type, T inner) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (dead) {
                        throw new Killed();
                    }
                    taken.add(type.getSimpleName() + "." + method.getName());
                    die(before);
                    try {
                        Object result = method.invoke(inner, given);
                        die(!before);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void die(boolean here) {
        if (here && taken.size() == last) {
            dead = true;
            throw new Killed();
        }
    }
}
