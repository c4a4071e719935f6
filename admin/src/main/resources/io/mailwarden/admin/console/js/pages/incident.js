/** One incident: what happened, why it is thought so, and what to do about it. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, maybe, part, post } from "../api.js";
import { comment, worker } from "../comments.js";
import * as decisions from "../decisions.js";
import { exceptionsFor } from "../exception-forms.js";
import { around, flow } from "../flow.js";
import { habits } from "../habits.js";
import { gravest, sentence } from "../incident-words.js";
import { outlines } from "../map.js";
import { decide, every, Fetched } from "../page.js";
import { entries, story, during } from "../story.js";
import { named, number, t, visible } from "../text.js";
import { accountLink, deed, few, severity, state, user, when } from "../ui.js";
import { where } from "../where.js";
import { heldList } from "./held.js";
import { rescan } from "./rescan.js";

// Where there is no room beside the story, the first decisions come first.
const WIDE = matchMedia("(min-width: 70rem)");

async function everything(id) {
  const [incident, world] = await Promise.all([get(`incidents/${part(id)}`), outlines()]);
  const account = `accounts/${part(incident.account)}`;
  const [report, logins, messages, held, blocks, scan, exceptions, sessions, comments, timeline] = await Promise.all([
    maybe(get(account)),
    maybe(get(`${account}/logins`, { limit: 300 })),
    maybe(get(`${account}/messages`, { limit: 300 })),
    maybe(get("held", { incident: id, limit: 200 })),
    maybe(get(`${account}/block`)),
    maybe(get(`incidents/${part(id)}/rescan`, { limit: 200 })),
    maybe(get(`incidents/${part(id)}/exceptions`)),
    maybe(get("sessions", { account: incident.account, limit: 200 })),
    get(`incidents/${part(id)}/comments`),
    maybe(around(incident)),
  ]);
  return {
    incident,
    world,
    report,
    logins: logins?.items ?? [],
    messages: messages?.items ?? [],
    held: held?.items ?? [],
    blocks: blocks?.items ?? [],
    sessions: sessions?.items ?? [],
    scan,
    exceptions: exceptions?.items,
    comments: comments.items,
    timeline,
  };
}

export function incident(app, { id }) {
  const data = new Fetched(app, () => everything(id));
  const load = () => data.load();
  load();
  // A re-scan that runs is followed; an incident that is open may grow.
  const stop = every(10, () => (data.value?.scan?.state === "running" || data.value?.incident.state === "open") && load());
  const can = () => (data.value && app.may("analyst") ? deeds(app, data.value, load) : []);
  return {
    title: () => (data.value ? t("incident.title", { account: data.value.incident.account }) : t("incident")),
    close: stop,
    keys: () => ({
      ...Object.fromEntries(can().filter(({ key }) => key).map((one) => [one.key, { label: one.label, run: one.run }])),
      ...(data.value && app.may("analyst") ? { w: { label: t("comment.add"), run: () => comment(id, load) } } : {}),
      n: { label: t("incident.next"), run: () => next(id) },
    }),
    view: () => data.show((all) => page(all, can(), app, load, id)),
  };
}

/** The next that waits, or the list when none does. */
async function next(id) {
  const open = (await get("incidents", { state: "open", limit: 2 })).items.filter((one) => one.id !== id);
  location.hash = open.length > 0 ? `#/incident/${part(open[0].id)}` : "#/incidents?state=open";
}

function deeds(app, { incident: one, blocks, sessions, scan }, after) {
  const { id, account } = one;
  const waiting = one.waitingMessages ?? 0;
  const busy = scan?.state === "running";
  const main = (state) => (one.state === state ? { kind: "primary", group: "first" } : {});
  return [
    one.state === "open" && {
      key: "c", kind: "danger", group: "first", label: t("decide.confirm"), does: t("decide.confirm.does"),
      run: () => decisions.confirmIncident(id, after),
    },
    ["open", "confirmed"].includes(one.state) && {
      key: "d", ...main("open"), label: t("decide.dismiss"), does: t("decide.dismiss.does"),
      run: () => decisions.dismissIncident(one, after),
    },
    blocks.length > 0 && {
      // After a confirmation this is what is left to do.
      key: "u", ...main("confirmed"), label: t("decide.unblock"), does: t("decide.unblock.does"),
      run: () => decisions.unblock(account, after),
    },
    waiting > 0 && {
      key: "l", label: t("decide.releaseAll.n", { n: waiting }), does: t("decide.releaseAll.does"),
      run: () => decisions.releaseAll(one, after),
    },
    waiting > 0 && app.may("administrator") && {
      label: t("decide.deleteAll.n", { n: waiting }), does: t("decide.deleteAll.does"), run: () => decisions.deleteAll(one, after),
    },
    {
      key: "r", busy, label: t("decide.rescan"), does: t(busy ? "decide.rescan.runs" : "decide.rescan.does"),
      run: () => decide(() => post(`incidents/${part(id)}/rescan`), t("decide.rescan.done"), after),
    },
    {
      key: "b", label: t("decide.block"), does: t("decide.block.does"), run: () => decisions.block(account, after),
    },
    sessions.length > 0 && {
      key: "e", label: t("decide.end.n", { n: sessions.length }), does: t("decide.end.does"),
      run: () => decisions.endAll(account, after),
    },
    app.may("administrator") && {
      label: t("decide.password"), does: t("decide.password.does"), run: () => decisions.newPassword(account, after),
    },
  ].filter(Boolean);
}

function page(all, can, app, load, id) {
  const { incident: one } = all;
  return html`<header class="page case ${one.severity === "critical" ? "critical" : "suspected"}">
      <p class="over">${severity(one.severity)} ${state(one.state)} <span>${t("incident.opened")} ${when(one.opened)}</span>
        <button type="button" class="link" @click=${() => next(id)}>${t("incident.next")} <kbd aria-hidden="true">n</kbd></button></p>
      <h1 tabindex="-1">${accountLink(one.account)}</h1>
      <p class="sentence">${visible(sentence(one))}</p>
      <p class="work">${worker(app, one, load)}</p>
      ${numbers(one, all)}
    </header>
    <div class="case-body">
      <aside aria-label=${t("decide")}>${decisionPanel(can, one, app)}</aside>
      <div class="case-main">
        <section><h2>${t("incident.why")}</h2>${findings(one)}</section>
        ${place(all)}
        ${habits(all.report, all.logins, all.logins.filter(({ at }) => during(one, at)))}
        ${all.timeline ? html`<section><h2>${t("incident.flow")}</h2>${flow(t("incident.flow"), all.timeline)}</section>` : nothing}
        <section><h2>${t("incident.story")}</h2>${story(entries(one, all.logins, all.messages, all.held, all.comments))}
          ${app.may("analyst") ? html`<p><button type="button" @click=${() => comment(id, load)} aria-keyshortcuts="w">${t("comment.add")} <kbd aria-hidden="true">w</kbd></button></p>` : nothing}</section>
        ${exceptionsFor(app, all.exceptions, load)}
        ${all.held.length === 0 ? nothing : html`<section><h2>${t("incident.held")}</h2>${few(all.held, 5, (some) => heldList(app, some, load))}</section>`}
        ${all.scan ? rescan(app, id, all.scan, load) : nothing}
      </div>
    </div>`;
}

function numbers(one, { sessions, blocks }) {
  const facts = [
    [one.day.messages, "row.sent"],
    [one.day.countries, "row.countries"],
    [one.heldMessages, "row.held"],
    [one.waitingMessages === one.heldMessages ? 0 : (one.waitingMessages ?? 0), "row.waiting"],
    [one.passedMessages, "row.passed"],
    [one.rejectedLogins, "row.rejected"],
    [sessions.length, "row.sessions"],
    [blocks.length, "row.blocks"],
  ];
  return html`<ul class="numbers">${facts.filter(([n]) => n > 0).map(([n, key]) => html`<li>${t(key, { n })}</li>`)}</ul>`;
}

function decisionPanel(can, one, app) {
  if (!app.may("analyst")) {
    return html`<h2>${t("decide")}</h2><p class="hint">${t("decide.viewer")}</p>`;
  }
  const first = can.filter(({ group }) => group === "first");
  const rest = can.filter(({ group }) => group !== "first");
  return html`<h2>${t("decide")}</h2>
    ${first.length > 0 ? html`<div class="first">${first.map(deed)}</div>` : html`<p class="hint">${t(`decided.${one.state}`)}</p>`}
    <details class="more-deeds" ?open=${WIDE.matches}><summary>${t("decide.more")}</summary>
      <div class="rest">${rest.map(deed)}</div></details>`;
}

function findings(one) {
  const most = gravest(one);
  const order = [most, ...one.findings.filter((finding) => finding !== most).sort((a, b) => b.score - a.score)];
  return few(order.filter(Boolean), 4, (some) => html`<ul class="findings">${some.map((finding) => html`<li class=${finding.severity === "critical" ? "critical" : "suspected"}>
    <p class="line"><strong>${named("type", finding.type)}</strong> ${severity(finding.severity)}
      <span class="score" title=${t("finding.score.what")}>${t("finding.score", { score: number(Math.floor(finding.score * 100) / 100, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) })}</span>
      <meter min="0" max="1" value=${finding.score} aria-label=${t("finding.score.what")}></meter></p>
    <p>${visible(finding.explanation)}</p>
    <p class="small-print">${t("times", { n: finding.count })} · ${when(finding.first)}${new Date(finding.last) - new Date(finding.first) > 120_000 ? html` – ${when(finding.last)}` : nothing}
      ${finding.place ? html` · ${user(finding.place)}` : nothing} · ${t(finding.letIn ? "finding.letIn" : "finding.keptOut")}</p>
  </li>`)}</ul>`);
}

function place({ incident: one, logins, world }) {
  const those = logins.filter(({ at }) => during(one, at));
  const travel = one.findings.find(({ type }) => ["impossible-travel", "concurrent-places"].includes(type));
  const shown = where(world, those, travel);
  if (!shown) {
    return nothing;
  }
  return html`<section><h2>${t("incident.where")}</h2>${shown}
    ${travel ? html`<p class="hint">${visible(travel.explanation)}</p>` : nothing}</section>`;
}
