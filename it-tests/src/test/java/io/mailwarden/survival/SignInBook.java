package io.mailwarden.survival;

import io.mailwarden.server.Overlay;
import io.mailwarden.server.Overlays;
import io.mailwarden.testkit.ServerPlan;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Sign-ins to the console: who was told that he is in is in, and who was told that he is out stays out. */
final class SignInBook implements Book {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int MOST = 20;

    /**
     * One of them.
     *
     * @param in false once it was answered that it is ended
     */
    private record SignIn(String cookie, String csrf, boolean in) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final String account;
    private final List<SignIn> signIns = new ArrayList<>();
    private boolean signedInHere;
    private long compared;

    /** By that account, which reads the console by its password alone. */
    SignInBook(String account) {
        this.account = account;
    }

    /** Lets it. */
    static Overlay overlay(String account) {
        return files -> {
            Overlays.property("mailwarden.properties", "console.users", account + ":viewer")
                    .applyTo(files);
            Overlays.property("mailwarden.properties", "console.second-factor", "false")
                    .applyTo(files);
        };
    }

    // Once between two kills; every second one signs out again.
    @Override
    public void look(Node node) throws IOException {
        if (signedInHere || signIns.size() >= MOST) {
            return;
        }
        String basic = Base64.getEncoder()
                .encodeToString((account + ":" + ServerPlan.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(node, "POST", "console/sign-in", "Authorization", "Basic " + basic);
        if (answer.statusCode() != OK) {
            return;
        }
        signedInHere = true;
        String cookie = answer.headers()
                .firstValue("Set-Cookie")
                .map(set -> set.replaceAll(";.*", ""))
                .orElse("");
        String csrf = answer.body().replaceAll("(?s).*\"csrf\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        signIns.add(new SignIn(cookie, csrf, true));
        if (signIns.size() % 2 == 0) {
            signOut(node, signIns.size() - 1);
        }
    }

    private void signOut(Node node, int which) throws IOException {
        SignIn one = signIns.remove(which);
        // Until it is answered, nobody knows.
        HttpResponse<String> answer =
                send(node, "POST", "console/sign-out", "Cookie", one.cookie(), "Mailwarden-Csrf", one.csrf());
        if (answer.statusCode() / 100 == 2) {
            signIns.add(new SignIn(one.cookie(), one.csrf(), false));
        }
    }

    private HttpResponse<String> send(Node node, String method, String path, String... headers) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(node.admin().uri("mailwarden/" + path))
                .method(method, BodyPublishers.noBody())
                .headers(headers)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + path, e);
        }
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        signedInHere = false;
        List<String> wrong = new ArrayList<>();
        for (SignIn one : signIns) {
            int status =
                    send(node, "GET", "console/session", "Cookie", one.cookie()).statusCode();
            compared++;
            if (status != (one.in() ? OK : UNAUTHORIZED)) {
                wrong.add("a sign-in that is " + (one.in() ? "in" : "out") + " was answered with " + status);
            }
        }
        return wrong;
    }

    @Override
    public String summary() {
        return String.format(Locale.ROOT, "sign-ins: %d, looked at %d times after a kill", signIns.size(), compared);
    }
}
