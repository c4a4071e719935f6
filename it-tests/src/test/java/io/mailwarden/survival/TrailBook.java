package io.mailwarden.survival;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailwarden.survival.Acts.Setting;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The trail: whatever an administrator was told is done stands in it, once; and its pages, one after the other, are the
 * whole list: nothing twice, nothing left out, the latest first.
 */
final class TrailBook implements Book {

    private static final int PAGE = 7;

    private final List<String> accounts;
    private final Acts acts;
    private long noted;

    /** Of what was done about these accounts. */
    TrailBook(List<String> accounts, Acts acts) {
        this.accounts = List.copyOf(accounts);
        this.acts = acts;
    }

    @Override
    public List<String> audit(Node node, Instant killed) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String account : accounts) {
            List<JsonNode> pages = pages(node, account);
            List<String> ids =
                    pages.stream().map(one -> one.path("id").asText()).toList();
            if (new TreeSet<>(ids).size() < ids.size()) {
                wrong.add("the pages of the trail of " + account + " have something twice");
            }
            List<String> whole = node.reviews().items(trail(1_000, account)).stream()
                    .map(one -> one.path("id").asText())
                    .toList();
            if (whole.size() < 1_000 && !ids.equals(whole)) {
                wrong.add(
                        "the pages of the trail of " + account + " have " + ids.size() + ", the list " + whole.size());
            }
            List<String> told = pages.stream()
                    .filter(one -> one.path("outcome").asText().equals("done"))
                    .map(one ->
                            one.path("why").asText() + " " + one.path("after").asText())
                    .toList();
            done(account).forEach(words -> {
                long times = told.stream().filter(one -> one.contains(words)).count();
                if (times != 1) {
                    wrong.add("'" + words + "' of " + account + " stands " + times + " times in the trail");
                }
                noted++;
            });
        }
        return wrong;
    }

    private static String trail(int limit, String account) {
        return "mailwarden/audit?limit=" + limit + "&account=" + account;
    }

    // Each has a number of its own, at its end.
    private Stream<String> done(String account) {
        return Stream.of(BlockBook.BLOCK, RuleBook.SAFE_NETWORK, RuleBook.EXCEPTION)
                .flatMap(kind -> acts.settings(kind).getOrDefault(account, List.of()).stream())
                .filter(setting -> setting.answered() && !setting.what().isEmpty())
                .map(Setting::what)
                .map(what -> what.replaceAll("^[a-z]+: ", "") + "\"");
    }

    private static List<JsonNode> pages(Node node, String account) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = node.admin()
                    .get(trail(PAGE, account)
                            + cursor.map(one -> "&cursor=" + one).orElse(""))
                    .json();
            page.path("items").forEach(all::add);
            cursor = Optional.ofNullable(page.get("nextCursor")).map(JsonNode::asText);
        } while (cursor.isPresent());
        return all;
    }

    @Override
    public String summary() {
        return String.format(Locale.ROOT, "trail: %d times something had to stand in it after a kill", noted);
    }
}
