package io.mailwarden.cli.bench.history;

import io.mailwarden.cli.replay.EventFile;
import io.mailwarden.cli.replay.TimeOrder;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Event lines in a file, read anew each time; lines that are no events are passed over.
 *
 * @param file gzip or not
 */
public record FileHistory(Path file) implements History {

    @Override
    public String name() {
        String name = String.valueOf(file.getFileName());
        return name.replaceFirst("(\\.jsonl)?(\\.gz)?$", "");
    }

    @Override
    public void replay(Consumer<Event> events) throws IOException {
        TimeOrder order = new TimeOrder((event, number) -> events.accept(event));
        try (InputStream in = EventFile.open(file)) {
            EventLines.read(in, order::add, bad -> {});
        }
        order.end();
    }
}
