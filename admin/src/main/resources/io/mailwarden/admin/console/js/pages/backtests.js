/** What changed settings would have done: begun here, and looked at. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, part, post, remove } from "../api.js";
import { confirmed } from "../decisions.js";
import { every, Fetched, heading } from "../page.js";
import { moment, named, number, t } from "../text.js";
import { accountLink, button, choice, field, problem, table, toast, user, when } from "../ui.js";

const DAY = 86_400_000;
const PERIODS = ["7", "14", "30", "90"];

const address = (id) => `#/backtest/${encodeURIComponent(id)}`;
const period = (one) => html`${moment(one.from)} – ${moment(one.to)}`;
const changes = (one) => html`<ul class="settings">${Object.entries(one.changes).map(([key, value]) =>
  html`<li><code>${user(key)}</code> = <code>${user(value)}</code></li>`)}</ul>`;

function progress(one) {
  const share = Math.round(100 * one.share);
  return one.state === "running"
    ? html`<progress max="100" value=${share} aria-label=${t("backtest.progress")}></progress> <small>${share} %</small>`
    : html`<span class="badge ${one.state === "done" ? "clean" : ""}">${named("backtest.state", one.state)}</span>`;
}

const cancel = (one, load) => confirmed({
  title: t("backtest.cancel.ask"),
  body: html`<p>${t("backtest.cancel.does")}</p>`,
  action: t("backtest.cancel"),
  danger: true,
  act: () => remove(`backtests/${part(one.id)}`),
}, t("backtest.cancelled"), load);

function span(form) {
  const now = new Date();
  if (form.span !== "own") {
    return [new Date(now - Number(form.span) * DAY), now];
  }
  const own = [new Date(form.from), new Date(form.to)];
  if (own.some((at) => Number.isNaN(at.getTime()))) {
    throw new Error(t("backtest.period.wanted"));
  }
  return own;
}

/** The form, kept while the page is redrawn. */
function asking(app, load) {
  const form = { span: "14", from: "", to: "", rows: [{ key: "", value: "" }], error: undefined, busy: false };
  const set = (of, name) => (event) => {
    of[name] = event.target.value;
  };
  const begin = async (event) => {
    event.preventDefault();
    Object.assign(form, { busy: true, error: undefined });
    app.update();
    try {
      const [from, to] = span(form);
      const wanted = form.rows.map(({ key, value }) => [key.trim(), value.trim()]).filter(([key]) => key);
      const begun = await post("backtests", { from: from.toISOString(), to: to.toISOString(), changes: Object.fromEntries(wanted) });
      toast(t("backtest.begun"));
      location.hash = address(begun.id);
    } catch (error) {
      form.error = error.status === undefined ? { status: 400, message: error.message } : error;
      load();
    }
    form.busy = false;
    app.update();
  };
  const row = (one, i) => html`<div class="filters">
    ${field(t("backtest.key"), html`<input .value=${one.key} @input=${set(one, "key")} ?required=${i === 0} spellcheck="false" autocomplete="off" placeholder="incident.opens-at" />`)}
    ${field(t("backtest.value"), html`<input .value=${one.value} @input=${set(one, "value")} spellcheck="false" autocomplete="off" placeholder="0.6" />`)}
    ${form.rows.length > 1 ? button(t("remove"), () => {
      form.rows.splice(i, 1);
      app.update();
    }, { describe: `${t("remove")}: ${one.key || t("backtest.key")}` }) : nothing}
  </div>`;
  const own = () => html`
    ${field(t("backtest.from"), html`<input type="datetime-local" required .value=${form.from} @input=${set(form, "from")} />`)}
    ${field(t("backtest.to"), html`<input type="datetime-local" required .value=${form.to} @input=${set(form, "to")} />`)}`;
  return () => html`<section><form @submit=${begin} autocomplete="off">
    <h2>${t("backtest.new")}</h2>
    <div class="filters">
      ${field(t("backtest.period"), choice("span", [...PERIODS.map((days) => [days, t("backtest.days", { n: Number(days) })]), ["own", t("backtest.period.own")]], form.span, (value) => {
        form.span = value;
        app.update();
      }))}
      ${form.span === "own" ? own() : nothing}
    </div>
    <h3>${t("backtest.changes")}</h3>
    <p class="hint">${t("backtest.changes.about")}</p>
    ${form.rows.map(row)}
    ${form.error ? problem(form.error) : nothing}
    <div class="acts">
      <button type="submit" class="primary" ?disabled=${form.busy}>${t("backtest.begin")}</button>
      <button type="button" @click=${() => {
        form.rows.push({ key: "", value: "" });
        app.update();
      }}>${t("backtest.more")}</button>
    </div>
  </form></section>`;
}

/** The list of them, and the form for another. */
export function backtests(app) {
  const list = new Fetched(app, () => get("backtests"));
  const load = () => list.load();
  const form = asking(app, load);
  load();
  return {
    title: () => t("nav.backtests"),
    view: () => html`${heading(t("nav.backtests"))}
      <p class="hint">${t("backtest.about")}</p>
      ${form()}
      ${list.show(({ items }) => (items.length === 0 ? html`<p class="empty">${t("backtest.none")}</p>` : html`<section><h2>${t("backtest.before")}</h2>
      ${table(t("nav.backtests"), [
        { name: t("backtest.started"), kind: "name", cell: (one) => html`<a href=${address(one.id)} data-row>${when(one.startedAt, "full")}</a><br><small>${user(one.startedBy)}</small>` },
        { name: t("backtest.period"), cell: period },
        { name: t("backtest.changes"), kind: "wide", cell: changes },
        { name: t("state"), cell: progress },
      ], items)}</section>`))}`,
    close: every(3, load),
  };
}

const KINDS = ["incidents", "critical", "messages", "logins"];

function totals(result) {
  const difference = (kind) => result.changed[kind] - result.inForce[kind];
  const signed = (n) => number(n, { signDisplay: "exceptZero" });
  return table(t("backtest.totals"), [
    { name: t("backtest.what"), kind: "name", cell: (kind) => t(`backtest.${kind}`) },
    { name: t("backtest.inForce"), kind: "number", cell: (kind) => number(result.inForce[kind]) },
    { name: t("backtest.changed"), kind: "number", cell: (kind) => number(result.changed[kind]) },
    { name: t("backtest.difference"), kind: "number", cell: (kind) => html`<strong>${signed(difference(kind))}</strong>` },
  ], KINDS);
}

function change({ raised, spared }) {
  return raised + spared === 0 ? html`<span class="none" aria-label=${t("backtest.nothing")}>–</span>` : html`
    ${raised ? html`<span class="raised">${t("backtest.raised", { n: raised })}</span>` : nothing}
    ${spared ? html`<span class="spared">${t("backtest.spared", { n: spared })}</span>` : nothing}`;
}

const rows = (caption, name, items) => table(caption, [
  { name: caption, kind: "name", cell: ({ name: of }) => name(of) },
  ...KINDS.map((kind) => ({ name: t(`backtest.${kind}`), cell: ({ delta }) => change(delta[kind]) })),
], items);

const example = (one) => html`<li>
  <p class="line"><span class=${one.change}>${t(`backtest.${one.kind}.${one.change}`)}</span> ${accountLink(one.account)} ${when(one.at, "full")}</p>
  <p>${user(one.explanation)}</p>
  <p class="small-print">${one.types.map((type) => named("type", type)).join(" · ")}</p>
</li>`;

function found(one, result) {
  const differs = result.accounts.length > 0;
  return html`<section><h2>${t("backtest.totals")}</h2>
      ${totals(result)}
      <p class="hint">${t("backtest.read", { learned: result.read.learned, compared: result.read.compared })}
        ${t("backtest.then", { held: result.read.heldThen, denied: result.read.deniedThen })}</p>
      ${result.whole ? nothing : html`<p class="warning">${t("backtest.notWhole")}</p>`}
      ${differs ? nothing : html`<p class="empty">${t("backtest.same")}</p>`}</section>
    ${differs ? html`<section><h2>${t("backtest.detectors")}</h2>${rows(t("backtest.detector"), (type) => named("type", type), result.detectors)}</section>
    <section><h2>${t("backtest.accounts")}</h2>${rows(t("account"), accountLink, result.accounts)}
      ${result.moreAccounts > 0 ? html`<p class="hint">${t("backtest.moreAccounts", { n: result.moreAccounts })}</p>` : nothing}</section>
    <section><h2>${t("backtest.examples")}</h2><ul class="findings">${result.examples.map(example)}</ul></section>` : nothing}
    <section><h2>${t("backtest.next")}</h2><p>${t("backtest.next.about")} <code>${user(one.id)}</code></p></section>`;
}

/** One of them. */
export function backtest(app, { id }) {
  const one = new Fetched(app, () => get(`backtests/${part(id)}`));
  const load = () => one.load();
  load();
  const stop = every(1, () => one.value?.state === "running" && load());
  return {
    title: () => t("backtest.one"),
    view: () => html`${heading(t("backtest.one"), html`<a href="#/backtests">${t("backtest.all")}</a>`)}
      ${one.show((it) => html`<section>
          <p class="line">${progress(it)}
            ${it.state === "running" ? html`${t("backtest.reading", { n: it.events })} ${it.reached ? html`<span>${moment(it.reached)}</span>` : nothing}
              ${button(t("backtest.cancel"), () => cancel(it, load), { kind: "danger" })}` : nothing}
            ${it.words ? user(it.words) : nothing}</p>
          <dl class="facts">
            <div><dt>${t("backtest.period")}</dt><dd>${period(it)}</dd></div>
            <div><dt>${t("backtest.learns")}</dt><dd>${moment(it.learnsFrom)}</dd></div>
            <div><dt>${t("backtest.started")}</dt><dd>${when(it.startedAt, "full")} · ${user(it.startedBy)}</dd></div>
            <div><dt>${t("backtest.changes")}</dt><dd>${changes(it)}</dd></div>
          </dl></section>
        ${it.result ? found(it, it.result) : nothing}
        <details class="how"><summary>${t("backtest.how")}</summary><ul class="notes">${["learn", "decisions", "alone", "blocks", "rules", "places"].map((name) => html`<li>${t(`backtest.how.${name}`)}</li>`)}</ul></details>`)}`,
    close: stop,
  };
}
