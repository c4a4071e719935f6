/** The list of incidents: filtered, ticked, decided many at once. */

import { html, nothing } from "../../lib/lit-html.js";
import { part, post } from "../api.js";
import { takeOne } from "../comments.js";
import { ask } from "../dialog.js";
import { row } from "../incident-row.js";
import { decideAll, every, heading, Listed } from "../page.js";
import { named, t, visible } from "../text.js";
import { choice, deed, field, severity, user } from "../ui.js";
import { TYPES } from "../types.js";

const STORED = "mailwarden.filters";
const NAMES = ["severity", "state", "type", "account", "domain", "since", "until", "text"];
const STATES = ["open", "confirmed", "dismissed", "resolved", "lapsed"];
const SPANS = { "24h": 1, "7d": 7, "30d": 30 };

function saved() {
  try {
    const all = JSON.parse(localStorage.getItem(STORED) ?? "[]");
    return Array.isArray(all) ? all : [];
  } catch {
    return [];
  }
}

const save = (filters) => localStorage.setItem(STORED, JSON.stringify(filters));

/** "24h", "7d" and "30d" are reckoned from now; anything else is a time. */
function since(text) {
  return text in SPANS ? new Date(Date.now() - SPANS[text] * 86_400_000).toISOString() : text;
}

export function incidents(app, { query }) {
  const asked = () => ({ ...pick(query), since: query.since ? since(query.since) : undefined });
  const list = new Listed(app, "incidents", asked);
  const ticked = new Set();
  list.load();
  const stop = every(20, () => list.atStart && ticked.size === 0 && list.load());

  const chosen = () => (list.value?.items ?? []).filter(({ id }) => ticked.has(id));
  const done = () => {
    ticked.clear();
    list.load();
  };
  const many = (verb) => () => chosen().length > 0 && bulk(verb, chosen(), done);
  const take = () => decideAll(chosen(), ({ id }) => takeOne(id), done);
  const box = (incident) => tickBox(incident, ticked, app);

  return {
    title: () => t("nav.incidents"),
    close: stop,
    keys: () => (ticked.size > 0 ? {
      t: { label: t("bulk.take", { n: ticked.size }), run: take },
      c: { label: t("bulk.confirm", { n: ticked.size }), run: many("confirm") },
      d: { label: t("bulk.dismiss", { n: ticked.size }), run: many("dismiss") },
    } : {}),
    view: () => html`${heading(t("nav.incidents"))} ${filters(query, app)}
      ${ticked.size > 0 ? bulkBar(ticked.size, many, take) : nothing}
      ${list.show((items) => html`<ul class="rows">${items.map((one) => row(one, app.may("analyst") ? box(one) : nothing))}</ul>`,
        t("incidents.none"))}`,
  };
}

const pick = (query) => Object.fromEntries(NAMES.filter((name) => query[name]).map((name) => [name, query[name]]));

function tickBox(incident, ticked, app) {
  const change = (event) => {
    ticked[event.target.checked ? "add" : "delete"](incident.id);
    app.update();
  };
  return html`<input type="checkbox" .checked=${ticked.has(incident.id)} @change=${change}
    aria-label=${t("tick", { what: incident.account })} />`;
}

const bulkBar = (n, many, take) => html`<div class="bulk" role="group" aria-label=${t("bulk", { n })}>
  <p>${t("bulk", { n })}</p>
  ${deed({ label: t("bulk.take", { n }), does: t("work.take.does"), key: "t", run: take })}
  ${deed({ label: t("bulk.confirm", { n }), does: t("decide.confirm.does"), key: "c", run: many("confirm") })}
  ${deed({ label: t("bulk.dismiss", { n }), does: t("decide.dismiss.does"), key: "d", run: many("dismiss") })}
</div>`;

function bulk(verb, chosen, done) {
  return ask({
    title: t(`bulk.${verb}`, { n: chosen.length }),
    body: html`<p>${t(`decide.${verb}.does`)}</p>
      <ul class="plain">${chosen.slice(0, 20).map((one) => html`<li>${user(one.account)} ${severity(one.severity)}</li>`)}</ul>`,
    action: t(`decide.${verb}`),
    danger: true,
    act: () => decideAll(chosen, ({ id }) => post(`incidents/${part(id)}/${verb}`), done),
  });
}

function go(values) {
  const kept = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  location.hash = `#/incidents${kept.size > 0 ? `?${kept}` : ""}`;
}

function filters(query, app) {
  const set = (name) => (value) => go({ ...pick(query), [name]: value });
  const any = (names, group) => [["", t("filter.any")], ...names.map((name) => [name, named(group, name)])];
  return html`<div class="filters" role="search" aria-label=${t("filter")}>
      ${field(t("state"), choice("state", any(STATES, "state"), query.state, set("state")))}
      ${field(t("severity"), choice("severity", any(["critical", "suspected"], "severity"), query.severity, set("severity")))}
      ${field(t("type"), choice("type", any(TYPES, "type"), query.type, set("type")))}
      ${field(t("since"), choice("since", spans(query.since), query.since, set("since")))}
      ${field(t("account"), searched(query.account, set("account")))}
      ${field(t("domain"), searched(query.domain, set("domain")))}
      ${field(t("filter.text"), searched(query.text, set("text")))}
      ${query.until ? field(t("until"), searched(query.until, set("until"))) : nothing}
    </div>
    ${chips(query, app)}`;
}

const searched = (value, set) => html`<input type="search" .value=${value ?? ""} autocomplete="off" spellcheck="false" maxlength="320"
  @change=${(event) => set(event.target.value.trim())} />`;

function spans(current) {
  const known = [["", t("filter.any")], ...Object.keys(SPANS).map((span) => [span, t(`span.${span}`)])];
  return current && !(current in SPANS) ? [...known, [current, current]] : known;
}

function chips(query, app) {
  const mine = saved();
  const keep = () => ask({
    title: t("filter.save"),
    body: field(t("filter.name"), html`<input name="name" required maxlength="40" />`),
    action: t("filter.save"),
    act: async ({ name }) => {
      save([...mine.filter((one) => one.name !== name), { name, query: pick(query) }]);
      app.update();
    },
  });
  const drop = (name) => () => {
    save(mine.filter((one) => one.name !== name));
    app.update();
  };
  const filtered = Object.keys(pick(query)).length > 0;
  return html`<p class="chips">
    ${mine.map(({ name, query: of }) => html`<span class="chip"><a href="#/incidents?${new URLSearchParams(of)}">${visible(name)}</a>
      <button type="button" class="link" aria-label=${t("filter.drop", { name })} @click=${drop(name)}>×</button></span>`)}
    ${filtered ? html`<button type="button" class="link" @click=${keep}>${t("filter.save")}</button>
      <a href="#/incidents">${t("filter.clear")}</a>` : nothing}
  </p>`;
}

