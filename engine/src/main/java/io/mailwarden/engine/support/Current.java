package io.mailwarden.engine.support;

import java.util.function.Supplier;

/**
 * What holds at the moment, such as settings, replaced as a whole: who asks once sees one of them. Asking costs a read of
 * memory. Thread-safe.
 *
 * @param <T> something immutable
 */
public final class Current<T> implements Supplier<T> {

    private volatile T value;

    /** That, before anything else is {@link #set}. */
    public Current(T first) {
        value = first;
    }

    @Override
    public T get() {
        return value;
    }

    /** Holds from now on. */
    public void set(T next) {
        value = next;
    }
}
