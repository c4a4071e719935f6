/** What is forbidden to whom, set last first. */

import { html, nothing } from "../../lib/lit-html.js";
import { part } from "../api.js";
import * as decisions from "../decisions.js";
import { every, heading, Listed } from "../page.js";
import { named, t } from "../text.js";
import { accountLink, badge, button, field, table, user, when } from "../ui.js";

const NAMES = ["account", "domain"];

const pick = (query) => Object.fromEntries(NAMES.filter((name) => query[name]).map((name) => [name, query[name]]));

export function blocks(app, { query }) {
  const list = new Listed(app, "blocks", () => pick(query));
  const load = () => list.load();
  load();
  return {
    title: () => t("nav.blocks"),
    close: every(20, () => list.atStart && load()),
    view: () => html`${heading(t("nav.blocks"))}<p class="hint">${t("blocks.about")}</p>
      ${filters(query)} ${list.show((items) => shown(app, items, load), t("blocks.none"))}`,
  };
}

function filters(query) {
  const set = (name) => (event) => {
    const values = { ...pick(query), [name]: event.target.value.trim() };
    const kept = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    location.hash = `#/blocks${kept.size > 0 ? `?${kept}` : ""}`;
  };
  return html`<div class="filters" role="search" aria-label=${t("filter")}>${NAMES.map((name) =>
    field(t(name), html`<input type="search" .value=${query[name] ?? ""} autocomplete="off" spellcheck="false" maxlength="320" @change=${set(name)} />`))}</div>`;
}

const shown = (app, items, load) => table(t("nav.blocks"), [
  { name: t("account"), kind: "name", cell: (one) => html`<span data-row tabindex="-1">${accountLink(one.account)}</span>` },
  { name: t("restriction"), cell: (one) => badge("blocked", named("restriction", one.restriction)) },
  { name: t("reason"), kind: "wide", cell: (one) => html`${user(one.reason)}
    ${one.incident ? html`<br><a href="#/incident/${part(one.incident)}">${t("incident")}</a>` : nothing}` },
  { name: t("by"), kind: "name", cell: (one) => (one.author === "detector" ? named("type", one.by) : user(one.by)) },
  { name: t("since"), cell: (one) => when(one.since) },
  { name: t("until"), cell: (one) => (one.until ? when(one.until, "full") : t("until.lifted")) },
  { name: t("act"), kind: "acts", cell: (one) => (app.may("analyst") ? button(t("decide.unblock"), () => decisions.unblock(one.account, load), { describe: `${t("decide.unblock")}: ${one.account}` }) : "") },
], items);
