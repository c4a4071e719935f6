/** One account: its state, its last logins, who is in now, and what holds for it. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, maybe, part } from "../api.js";
import { hours } from "../chart.js";
import * as decisions from "../decisions.js";
import { flow, week } from "../flow.js";
import { outlines } from "../map.js";
import { every, Fetched } from "../page.js";
import { bytes, named, number, t, visible } from "../text.js";
import { accountLink, badge, button, deed, empty, few, table, user, when } from "../ui.js";
import { where } from "../where.js";
import { exceptionTable } from "./exceptions.js";
import { safeTable } from "./safe-networks.js";
import { sessionTable } from "./sessions.js";

async function everything(name) {
  const path = `accounts/${part(name)}`;
  const [report, logins, messages, blocks, sessions, safe, exceptions, world, timeline, delegations] = await Promise.all([
    maybe(get(path)),
    maybe(get(`${path}/logins`, { limit: 100 })),
    maybe(get(`${path}/messages`, { limit: 50 })),
    maybe(get(`${path}/block`)),
    maybe(get("sessions", { account: name, limit: 200 })),
    maybe(get("safe-networks", { account: name })),
    maybe(get("exceptions", { account: name })),
    outlines(),
    maybe(week({ account: name })),
    maybe(get(`${path}/delegations`)),
  ]);
  const items = (page) => page?.items ?? [];
  return {
    report,
    logins: items(logins),
    messages: items(messages),
    blocks: items(blocks),
    sessions: items(sessions),
    safe: safe?.items,
    exceptions: exceptions?.items,
    world,
    timeline,
    delegations,
  };
}

export function account(app, { id: name }) {
  const data = new Fetched(app, () => everything(name));
  const load = () => data.load();
  load();
  const can = () => (data.value && app.may("analyst") ? deeds(app, name, data.value, load) : []);
  return {
    title: () => visible(name),
    close: every(20, load),
    keys: () => Object.fromEntries(can().map((one) => [one.key, { label: one.label, run: one.run }])),
    view: () => html`${title(name, data.value)}
      ${data.show((all) => (all.report || all.logins.length > 0 || all.blocks.length > 0 ? page(app, name, all, can(), load) : empty(t("account.unknown"))))}`,
  };
}

const title = (name, all) => html`<header class="page"><h1 tabindex="-1">${user(name)}</h1>
  ${all?.report ? badge(all.report.state, named("account.state", all.report.state)) : nothing}</header>`;

function deeds(app, name, { blocks, sessions }, after) {
  return [
    { key: "b", label: t("decide.block"), does: t("decide.block.does"), run: () => decisions.block(name, after) },
    blocks.length > 0 && {
      key: "u", label: t("decide.unblock"), does: t("decide.unblock.does"), run: () => decisions.unblock(name, after),
    },
    sessions.length > 0 && {
      key: "e", label: t("decide.end.n", { n: sessions.length }), does: t("decide.end.does"),
      run: () => decisions.endAll(name, after),
    },
    app.may("administrator") && {
      label: t("decide.password"), does: t("decide.password.does"), run: () => decisions.newPassword(name, after),
    },
  ].filter(Boolean);
}

function page(app, name, all, can, load) {
  return html`
    ${all.report ? summary(all.report) : nothing}
    ${can.length > 0 ? html`<div class="across">${can.map(deed)}</div>` : nothing}
    ${blocks(all.blocks)}
    <section><h2>${t("account.logins")}</h2>${all.logins.length === 0 ? empty(t("list.none")) : logins(app, name, all.logins, load)}</section>
    ${map(all)}
    ${all.timeline ? html`<section><h2>${t("account.week")}</h2>${flow(t("account.week"), all.timeline)}</section>` : nothing}
    ${all.delegations ? html`<section><h2>${t("account.access")}</h2>${access(all.delegations)}</section>` : nothing}
    <section><h2>${t("account.sessions")}</h2>${all.sessions.length === 0 ? empty(t("sessions.none")) : sessionTable(app, all.sessions, load)}</section>
    <section><h2>${t("account.messages")}</h2>${all.messages.length === 0 ? empty(t("account.messages.none")) : messages(all.messages)}</section>
    ${all.safe ? html`<section><h2>${t("nav.safe")}</h2>${all.safe.length === 0 ? empty(t("list.none")) : safeTable(app, all.safe, load)}</section>` : nothing}
    ${all.exceptions ? html`<section><h2>${t("nav.exceptions")}</h2>${all.exceptions.length === 0 ? empty(t("list.none")) : exceptionTable(app, all.exceptions, load)}</section>` : nothing}`;
}

function summary(report) {
  const usual = report.countries.length + report.clients.length > 0;
  return html`${report.openIncident ? html`<p class="banner suspected"><a href="#/incident/${part(report.openIncident)}">${t("account.open")}</a></p>` : nothing}
    <p class="sentence">${usual
      ? t("account.usual", { countries: report.countries.join(", ") || t("account.anywhere"), clients: report.clients.join(", ") || t("account.anything") })
      : t("account.learning")}</p>
    <dl class="facts">
      <div><dt>${t("account.day")}</dt><dd>${t("account.sent", { n: report.messages24h })}, ${t("account.recipients", { n: report.recipients24h })}</dd></div>
      <div><dt>${t("account.countries")}</dt><dd>${number(report.countries24h)}</dd></div>
      <div><dt>${t("account.learned")}</dt><dd>${number(report.learnedLogins)}</dd></div>
      ${report.firstSeen ? html`<div><dt>${t("account.first")}</dt><dd>${when(report.firstSeen)}</dd></div>` : nothing}
    </dl>`;
}

/** The blocks of one account. */
export function blocks(items) {
  if (items.length === 0) {
    return nothing;
  }
  return html`<section><h2>${t("account.blocks")}</h2>${table(t("account.blocks"), [
    { name: t("restriction"), cell: (one) => badge("blocked", named("restriction", one.restriction)) },
    { name: t("reason"), kind: "wide", cell: (one) => user(one.reason) },
    { name: t("by"), kind: "name", cell: (one) => (one.author === "detector" ? named("type", one.by) : user(one.by)) },
    { name: t("since"), cell: (one) => when(one.since) },
    { name: t("until"), cell: (one) => (one.until ? when(one.until, "full") : t("until.lifted")) },
    { name: t("incident"), cell: (one) => (one.incident ? html`<a href="#/incident/${part(one.incident)}">${t("open")}</a>` : nothing) },
  ], items)}</section>`;
}

function logins(app, name, items, load) {
  const mark = (one) => app.may("analyst") && one.address
    ? button(t("safe.mark"), () => decisions.markSafe(app, name, one, load), { describe: `${t("safe.mark")}: ${one.address}` })
    : nothing;
  return few(items, 12, (some) => table(t("account.logins"), [
    { name: t("at"), cell: (one) => html`<span data-row tabindex="-1">${when(one.at)}</span>` },
    { name: t("outcome"), cell: (one) => html`${badge(one.outcome, named("outcome", one.outcome))}${one.why ? html` <small>${named("why", one.why)}</small>` : nothing}` },
    { name: t("place"), kind: "wide", cell: (one) => html`${user(one.place || t("place.unknown"))}<br><small>${user(one.address ?? "")}</small>` },
    { name: t("client"), cell: (one) => html`${user(one.client)} <small>${visible(one.protocol.toUpperCase())}${one.tls ? "" : ` ${t("tls.none")}`}</small>` },
    { name: t("anomalies"), kind: "wide", cell: (one) => one.anomalies.map((type) => html`<span class="badge suspected">${named("type", type)}</span> `) },
    { name: t("act"), kind: "acts", cell: mark },
  ], some));
}

/** Who else opens its mail, and whose it opens: James's delegations. */
function access({ trusted, trustedBy }) {
  const names = (all) => html`<ul class="plain">${all.map((name) => html`<li>${accountLink(name)}</li>`)}</ul>`;
  return html`${trusted.length === 0 ? empty(t("account.access.none")) : html`<p>${t("account.access.trusted")}</p>${names(trusted)}`}
    ${trustedBy.length === 0 ? nothing : html`<p>${t("account.access.trustedBy")}</p>${names(trustedBy)}`}`;
}

function map({ world, logins: items }) {
  const shown = where(world, items);
  return items.length === 0 ? nothing : html`<div class="halves">
    ${shown ? html`<section><h2>${t("account.where")}</h2>${shown}</section>` : nothing}
    <section><h2>${t("account.hours")}</h2>${hours(items)}</section>
  </div>`;
}

const messages = (items) => table(t("account.messages"), [
  { name: t("at"), cell: (one) => when(one.at) },
  { name: t("subject"), kind: "wide", cell: (one) => user(one.subject || t("subject.none")) },
  { name: t("recipients"), kind: "wide", cell: (one) => user(one.recipients.slice(0, 3).join(", ") + (one.recipients.length > 3 ? ` +${one.recipients.length - 3}` : "")) },
  { name: t("size"), cell: (one) => bytes(one.bytes) },
], items);
