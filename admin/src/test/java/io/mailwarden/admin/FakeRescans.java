package io.mailwarden.admin;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.journal.InMemoryJournalStore;
import io.mailwarden.engine.response.rescan.InMemoryRescanStore;
import io.mailwarden.engine.response.rescan.RecipientNotice;
import io.mailwarden.engine.response.rescan.RescanRunner;
import io.mailwarden.engine.review.Controls;
import io.mailwarden.engine.review.Rescans;
import java.util.ArrayList;
import java.util.List;

/** Re-scans that are asked for but not done, and what a test puts into their stores. */
final class FakeRescans implements RescanRunner {

    final InMemoryJournalStore journal = new InMemoryJournalStore();
    final InMemoryRescanStore store = new InMemoryRescanStore();
    final List<String> asked = new ArrayList<>();
    final List<String> noticed = new ArrayList<>();

    /** The door to them for administrators. */
    Rescans door(Controls controls) {
        String template = "Subject: Mail from {account}\n\nDelete these:\n{messages}";
        TestClock clock = TestClock.at("2026-05-03T12:00:00Z");
        RecipientNotice notice =
                new RecipientNotice(store, (recipient, subject, text) -> noticed.add(recipient), template, clock);
        return Rescans.of(controls, journal, this, store, notice);
    }

    @Override
    public String start(Account account, String incident, boolean act) {
        asked.add(account + " " + incident + " " + act);
        return "5ca3f4d0-0000-4000-8000-000000000001";
    }

    @Override
    public void resume() {
        asked.add("resume");
    }

    @Override
    public void forgetOld() {
        asked.add("forget");
    }
}
