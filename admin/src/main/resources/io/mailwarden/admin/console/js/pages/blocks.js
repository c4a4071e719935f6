/** What is forbidden to whom: the accounts of incidents that stand, and any that is named. */

import { html } from "../../lib/lit-html.js";
import { get, maybe, part } from "../api.js";
import * as decisions from "../decisions.js";
import { Fetched, heading } from "../page.js";
import { named, number, t } from "../text.js";
import { accountLink, badge, button, empty, field, table, user, when } from "../ui.js";

const MOST = 100;

/** The API tells blocks by account only: those with incidents that stand are asked for. */
async function everything() {
  const [overview, open, taken] = await Promise.all([
    get("overview"),
    get("incidents", { state: "open", limit: MOST }),
    get("incidents", { state: "confirmed", limit: MOST }),
  ]);
  const accounts = [...new Set([...open.items, ...taken.items].map(({ account }) => account))].slice(0, MOST);
  const found = await Promise.all(accounts.map(async (account) => {
    const blocks = await maybe(get(`accounts/${part(account)}/block`));
    return (blocks?.items ?? []).map((block) => ({ account, ...block }));
  }));
  return { counts: overview.blocked, blocks: found.flat() };
}

export function blocks(app) {
  const data = new Fetched(app, everything);
  const load = () => data.load();
  load();
  const lookUp = (event) => {
    event.preventDefault();
    const name = new FormData(event.target).get("account").trim();
    if (name) {
      location.hash = `#/account/${encodeURIComponent(name)}`;
    }
  };
  return {
    title: () => t("nav.blocks"),
    view: () => html`${heading(t("nav.blocks"))}<p class="hint">${t("blocks.about")}</p>
      <form class="filters" @submit=${lookUp}>${field(t("blocks.of"), html`<input name="account" type="search" autocomplete="off" spellcheck="false" />`)}
        <button type="submit">${t("open")}</button></form>
      ${data.show(({ counts, blocks: items }) => html`${totals(counts)}
        ${items.length === 0 ? empty(t("blocks.none")) : list(app, items, load)}`)}`,
  };
}

const totals = (counts) => html`<ul class="numbers">${Object.entries(counts).filter(([, n]) => n > 0).map(([name, n]) =>
  html`<li>${named("restriction", name)}: ${number(n)}</li>`)}</ul>`;

const list = (app, items, load) => table(t("nav.blocks"), [
  { name: t("account"), kind: "name", cell: (one) => html`<span data-row tabindex="-1">${accountLink(one.account)}</span>` },
  { name: t("restriction"), cell: (one) => badge("blocked", named("restriction", one.restriction)) },
  { name: t("reason"), kind: "wide", cell: (one) => user(one.reason) },
  { name: t("by"), kind: "name", cell: (one) => (one.author === "detector" ? named("type", one.by) : user(one.by)) },
  { name: t("since"), cell: (one) => when(one.since) },
  { name: t("until"), cell: (one) => (one.until ? when(one.until, "full") : t("until.lifted")) },
  { name: t("act"), kind: "acts", cell: (one) => (app.may("analyst") ? button(t("decide.unblock"), () => decisions.unblock(one.account, load), { describe: `${t("decide.unblock")}: ${one.account}` }) : "") },
], items);
