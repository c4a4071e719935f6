/** Networks that are never strange places. */

import { html, nothing } from "../../lib/lit-html.js";
import { part, post, remove } from "../api.js";
import { confirmed } from "../decisions.js";
import { heading, Listed } from "../page.js";
import { t } from "../text.js";
import { accountLink, button, choice, field, table, user, when } from "../ui.js";

const forWhom = (one) =>
  one.account ? accountLink(one.account) : one.domain ? user(`@${one.domain}`) : html`<strong>${t("safe.for.everybody")}</strong>`;

export function safeTable(app, items, load) {
  const drop = (one) => confirmed({
    title: t("safe.remove.ask"),
    body: html`<p>${user(one.network)} · ${user(one.description)}</p><p>${t("safe.remove.does")}</p>`,
    action: t("remove"),
    danger: true,
    act: () => remove(`safe-networks/${part(one.id)}`),
  }, t("removed"), load);
  return table(t("nav.safe"), [
    { name: t("network"), kind: "name", cell: (one) => html`<code data-row tabindex="-1">${user(one.network)}</code>` },
    { name: t("safe.for"), kind: "name", cell: forWhom },
    { name: t("description"), kind: "wide", cell: (one) => user(one.description) },
    { name: t("safe.silenced"), cell: (one) => html`${t("times", { n: one.silenced ?? 0 })}${one.lastSilenced ? html`<br><small>${when(one.lastSilenced)}</small>` : nothing}` },
    { name: t("until"), cell: (one) => (one.expires ? when(one.expires, "full") : t("until.removed")) },
    { name: t("by"), kind: "name", cell: (one) => html`${user(one.createdBy)}<br><small>${when(one.createdAt)}</small>` },
    { name: t("act"), kind: "acts", cell: (one) => (app.may("analyst") ? button(t("remove"), () => drop(one), { describe: `${t("remove")}: ${one.network}` }) : nothing) },
  ], items);
}

function add(app, load) {
  const everybody = app.everywhere();
  return confirmed({
    title: t("safe.add"),
    body: html`<p>${t("safe.does")}</p>
      ${field(t("network"), html`<input name="network" required spellcheck="false" placeholder="192.0.2.0/24" />`)}
      ${field(t("safe.for"), choice("scope", [["account", t("account")], ["domain", t("domain")], ...(everybody ? [["everybody", t("safe.for.everybody")]] : [])], "account"))}
      ${field(t("safe.name"), html`<input name="name" spellcheck="false" />`)}
      ${field(t("description"), html`<input name="description" required maxlength="200" />`)}
      ${field(t("until"), html`<input type="datetime-local" name="until" />`)}
      <label class="box"><input type="checkbox" name="wide" /><span>${t("safe.wide")}</span></label>
      <p class="warning everybody">${t("safe.everybody.warning")}</p>`,
    action: t("safe.add"),
    act: ({ network, scope, name, description, until, wide }) => post("safe-networks", {
      network,
      description,
      account: scope === "account" ? name : undefined,
      domain: scope === "domain" ? name : undefined,
      everybody: scope === "everybody" ? true : undefined,
      wide: wide || undefined,
      expires: until ? new Date(until).toISOString() : undefined,
    }),
  }, t("safe.marked"), load);
}

export function safeNetworks(app) {
  const list = new Listed(app, "safe-networks", () => ({}));
  const load = () => list.load();
  load();
  return {
    title: () => t("nav.safe"),
    view: () => html`${heading(t("nav.safe"), app.may("analyst") ? html`<button type="button" @click=${() => add(app, load)}>${t("safe.add")}</button>` : nothing)}
      <p class="hint">${t("safe.about")}</p>
      ${list.show((items) => safeTable(app, items, load), t("safe.none"))}`,
  };
}
