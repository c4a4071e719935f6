package io.mailwarden.admin;

import com.google.common.hash.Hashing;
import io.mailwarden.admin.http.GuardedRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * The pages of the review console, below {@value #BASE}: files of the jar that hold no secret and need no sign-in. Only
 * those of the list {@code console/files.txt} are served, each at its own address, from memory: no path that a client
 * sends reaches a file system or a class path. A line of the list is a name, or a name and the library's file that
 * stands there. Thread-safe.
 */
final class ConsoleFiles {

    static final String BASE = GuardedRoutes.BASE + "/console";

    /** Nothing from elsewhere, nothing inline; pictures may be data, as the QR code of an enrolment is. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String LIST = "files.txt";
    private static final String INDEX = "index.html";
    private static final int FOUND = 302;
    private static final int NOT_MODIFIED = 304;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final Map<String, ConsoleFile> files = new LinkedHashMap<>();

    /** Reads all of them. Throws IllegalStateException when one of the list is missing or of an unknown type. */
    ConsoleFiles() {
        String list = new String(read("console/" + LIST), StandardCharsets.UTF_8);
        list.lines().filter(line -> !line.isBlank()).forEach(this::add);
        files.put(BASE + "/", file(BASE + "/" + INDEX));
    }

    private void add(String line) {
        String[] words = line.split(" ", 2);
        String resource = words.length == 1 ? "console/" + words[0] : "/" + words[1];
        String type = TYPES.get(words[0].substring(words[0].lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("No content type is known for the console's file " + words[0]);
        }
        files.put(BASE + "/" + words[0], new ConsoleFile(type, read(resource)));
    }

    private ConsoleFile file(String path) {
        ConsoleFile file = files.get(path);
        if (file == null) {
            throw new IllegalStateException("The console lacks " + path);
        }
        return file;
    }

    private static byte[] read(String resource) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The console's file " + resource + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a route for each file, and one that leads to them. */
    void define(Service service) {
        service.get(BASE, ConsoleFiles::lead);
        files.forEach((path, file) -> service.get(path, (request, response) -> answer(file, request, response)));
    }

    /** Whether that request is for one of the files or leads to them, so that no sign-in is needed. */
    boolean serves(Request request) {
        String path = request.raw().getRequestURI();
        boolean reads =
                request.requestMethod().equals("GET") || request.requestMethod().equals("HEAD");
        return reads && (path.equals(BASE) || files.containsKey(path));
    }

    // Relative: a proxy may have put it elsewhere, and no Host header that a client sends is repeated.
    private static Object lead(Request request, Response response) {
        protect(response);
        response.status(FOUND);
        response.header("Location", "console/");
        return "";
    }

    private static Object answer(ConsoleFile file, Request request, Response response) {
        protect(response);
        response.header("ETag", file.tag);
        response.type(file.type);
        if (matches(request.headers("If-None-Match"), file.tag)) {
            response.status(NOT_MODIFIED);
            return "";
        }
        return file.bytes.clone();
    }

    private static boolean matches(@Nullable String known, String tag) {
        return known != null && known.contains(tag);
    }

    private static void protect(Response response) {
        // WebAdmin lets every origin read its answers unless cors.origin names one.
        response.raw().setHeader("Access-Control-Allow-Origin", null);
        response.header("X-Content-Type-Options", "nosniff");
        // Kept, but asked about each time: after an upgrade nobody sees old pages of a new API.
        response.header("Cache-Control", "no-cache");
        response.header("Content-Security-Policy", POLICY);
        response.header("Referrer-Policy", "no-referrer");
        response.header("X-Frame-Options", "DENY");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** One file in memory. */
    private static final class ConsoleFile {

        private final String type;
        private final byte[] bytes;
        private final String tag;

        ConsoleFile(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
            this.tag = "\"" + Hashing.sha256().hashBytes(bytes) + "\"";
        }
    }
}
