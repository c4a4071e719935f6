/** The first page: is anything wrong, and where. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, maybe } from "../api.js";
import { days } from "../chart.js";
import { flow, week } from "../flow.js";
import { row } from "../incident-row.js";
import { every, Fetched, heading } from "../page.js";
import { ago, named, number, t, visible } from "../text.js";
import { badge, few, when } from "../ui.js";

const DAYS = 14;
// Of incidents that are counted; more would make the page slow.
const MOST = 500;
const OLD_GEOGRAPHY_DAYS = 90;
// What a step is about.
const SETTINGS = { geography: "origin.databases", recipients: "alert.recipients", administrators: "workflow.administrators", watching: "policy.mode" };
const SEEN = "mailwarden.seen";

/** What the page shows, fetched at once. */
async function everything() {
  const since = new Date(Date.now() - DAYS * 86_400_000).toISOString();
  const [overview, recent, open, sessions, first, timeline] = await Promise.all([
    get("overview"),
    get("incidents", { since, limit: MOST }),
    get("incidents", { state: "open", limit: 5 }),
    get("sessions", { limit: 1000 }),
    maybe(get("console/first-run")),
    week(),
  ]);
  return { overview, recent: recent.items, cut: Boolean(recent.nextCursor), open: open.items, sessions: sessions.items.length, steps: first?.items ?? [], timeline };
}

export function overview(app) {
  const data = new Fetched(app, everything);
  const seen = localStorage.getItem(SEEN) ?? "";
  data.load();
  const stop = every(30, () => data.load());
  return {
    title: () => t("nav.overview"),
    close: stop,
    view: () => html`${heading(t("nav.overview"))} ${data.show((all) => page(all, seen, app))}`,
  };
}

function page(all, seen, app) {
  const { overview: now } = all;
  const quiet = all.recent.length === 0 && !Object.values(now.events).some((n) => n > 0);
  return html`${banner(all, seen, app)} ${now.alarms.map(alarm)} ${cards(all)} ${quiet ? firstRun(all) : nothing}
    ${all.open.length === 0 ? nothing : html`<section><h2>${t("overview.open")}</h2><ul class="rows">${all.open.map((one) => row(one))}</ul>
      <p><a href="#/incidents?state=open">${t("overview.allOpen")}</a></p></section>`}
    <section><h2>${t("overview.week")}</h2>${flow(t("overview.week"), all.timeline)}</section>
    <div class="halves">
      <section><h2>${t("overview.days", { n: DAYS })}</h2>${days(all.recent, DAYS)}
        ${all.cut ? html`<p class="hint">${t("overview.cut", { n: MOST })}</p>` : nothing}</section>
      <section><h2>${t("overview.detectors")}</h2>${detectors(all.recent)}</section>
    </div>
    ${quiet || !young(all) ? nothing : firstRun(all)}
    ${health(now)}`;
}

/** New is what was opened since somebody here pressed "seen". */
function banner({ recent }, seen, app) {
  const last = localStorage.getItem(SEEN) ?? seen;
  const fresh = recent.filter((one) => one.state === "open" && new Date(one.opened) > new Date(last || 0));
  if (fresh.length === 0) {
    return html`<p class="banner calm">${t("overview.calm")}</p>`;
  }
  const gravest = fresh.some((one) => one.severity === "critical") ? "critical" : "suspected";
  const mark = () => {
    localStorage.setItem(SEEN, fresh.map((one) => one.opened).sort().at(-1));
    app.update();
  };
  return html`<div class="banner ${gravest}" role="status">
    <a href="#/incidents?state=open">${t("overview.new", { n: fresh.length })}</a>
    <button type="button" class="small" @click=${mark}>${t("overview.seen")}</button>
  </div>`;
}

const alarm = (one) => html`<div class="problem" role="alert">
  <p><strong>${named("alarm", one.cause)}</strong>: ${visible(one.text)} <small>(${when(one.since)}, ${t("times", { n: one.count })})</small></p>
</div>`;

function card(words, value, link, kind) {
  return html`<li><a class="card ${value > 0 ? kind : ""}" href=${link}>
    <strong>${value < 0 ? "?" : number(value)}</strong><span>${words}</span></a></li>`;
}

function cards({ overview: now, sessions }) {
  const blocked = Object.values(now.blocked).reduce((sum, n) => sum + n, 0);
  return html`<ul class="cards" aria-label=${t("overview.cards")}>
    ${card(t("card.critical"), now.openIncidents.critical ?? 0, "#/incidents?state=open&severity=critical", "critical")}
    ${card(t("card.suspected"), now.openIncidents.suspected ?? 0, "#/incidents?state=open&severity=suspected", "suspected")}
    ${card(t("card.held"), now.heldMessages, "#/held", "held")}
    ${card(t("card.blocked"), blocked, "#/blocks", "held")}
    ${card(t("card.sessions"), sessions, "#/sessions", "")}
  </ul>`;
}

/** What each detector found, and how many of its incidents were dismissed. */
function detectors(recent) {
  const found = new Map();
  for (const incident of recent) {
    for (const { type } of incident.findings) {
      const one = found.get(type) ?? { type, incidents: 0, dismissed: 0 };
      one.incidents++;
      one.dismissed += incident.state === "dismissed" ? 1 : 0;
      found.set(type, one);
    }
  }
  const rows = [...found.values()].sort((a, b) => b.incidents - a.incidents);
  if (rows.length === 0) {
    return html`<p class="empty">${t("list.none")}</p>`;
  }
  return few(rows, 8, (some) => html`<ul class="plain">${some.map((one) => html`<li>
    <a href="#/incidents?type=${encodeURIComponent(one.type)}">${named("type", one.type)}</a>
    <span>${t("overview.found", { n: one.incidents })}${one.dismissed > 0 ? html`, ${t("overview.dismissed", { n: one.dismissed })}` : nothing}</span>
  </li>`)}</ul>`);
}

function geographyAge(name) {
  const day = /\d{4}-\d{2}-\d{2}/.exec(name)?.[0];
  if (!day) {
    return visible(name);
  }
  const old = Date.now() - new Date(day).getTime() > OLD_GEOGRAPHY_DAYS * 86_400_000;
  return html`${visible(name)} ${old ? badge("suspected", t("health.old", { age: ago(day) })) : nothing}`;
}

function health(now) {
  const events = now.events;
  return html`<section><h2>${t("health")}</h2>
    <dl class="facts">
      <div><dt>${t("health.mode")}</dt><dd>${named("mode", now.mode)}</dd></div>
      <div><dt>${t("health.alarms")}</dt><dd>${now.alarms.length === 0 ? t("health.none") : number(now.alarms.length)}</dd></div>
      <div><dt>${t("health.geography")}</dt><dd>${now.geography.length === 0 ? badge("suspected", t("health.noGeography")) : now.geography.map((name) => html`<div>${geographyAge(name)}</div>`)}</dd></div>
      <div><dt>${t("health.since")}</dt><dd>${when(now.since)}</dd></div>
      <div><dt>${t("health.logins")}</dt><dd>${t("health.loginCounts", { accepted: events["logins-accepted"] ?? 0, refused: events["logins-refused"] ?? 0, blocked: events["logins-blocked"] ?? 0 })}</dd></div>
      <div><dt>${t("health.messages")}</dt><dd>${number(events.messages ?? 0)}</dd></div>
      <div><dt>${t("health.cannotTell")}</dt><dd>${number(now.cannotTell)}</dd></div>
      <div><dt>${t("health.accounts")}</dt><dd>${number(now.accounts)}</dd></div>
      <div><dt>${t("health.store")}</dt><dd>${t("health.storeCounts", { written: now.store.written, waiting: now.store.waiting, dropped: now.store.dropped })}</dd></div>
    </dl>
  </section>`;
}

const young = ({ steps }) => steps.some((one) => one.name === "watching" && !one.done);

/** An empty console, and one of the first week, says what to do next. */
function firstRun({ steps }) {
  if (steps.length === 0) {
    return nothing;
  }
  return html`<section class="first-run"><h2>${t("first")}</h2>
    <p class="hint">${t("first.count", { n: steps.filter((one) => one.done).length, of: steps.length })}</p>
    <ol class="steps">${steps.map((one) => html`<li class=${one.done ? "done" : ""}>
      <span aria-hidden="true">${one.done ? "✓" : "○"}</span>
      <div><strong>${t(`first.${one.name}`)}</strong>${one.done ? html` <span class="unseen">${t("first.done")}</span>` : nothing}
        <p>${t(`first.${one.name}.how`)} ${SETTINGS[one.name] ? html`<a href=${`#/settings?find=${SETTINGS[one.name]}`}>${t("first.settings", { key: SETTINGS[one.name] })}</a>` : nothing}</p>
        <p class="now"><span lang="en">${visible(one.detail)}</span></p></div>
    </li>`)}</ol></section>`;
}
