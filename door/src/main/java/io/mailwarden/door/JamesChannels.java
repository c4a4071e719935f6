package io.mailwarden.door;

import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** The channels that James keeps to itself. */
final class JamesChannels {

    private JamesChannels() {}

    /**
     * The channel in a field of that object, whatever its name; empty where there is none, or none that may be read.
     * James 3.8 has no other way to it; its class path has no modules, so private fields can be read.
     */
    static Optional<Channel> of(Object holder) {
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Channel.class.isAssignableFrom(field.getType()) && !Modifier.isStatic(field.getModifiers())) {
                    return read(field, holder);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Channel> read(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable((Channel) field.get(holder));
        } catch (IllegalAccessException | RuntimeException e) {
            // A class path that forbids it: the caller says what is missed.
            return Optional.empty();
        }
    }
}
