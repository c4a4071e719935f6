/** What is not raised any more, and for whom. */

import { html, nothing } from "../../lib/lit-html.js";
import { part, remove } from "../api.js";
import { confirmed } from "../decisions.js";
import { heading, Listed } from "../page.js";
import { named, t } from "../text.js";
import { button, table, user, when } from "../ui.js";

const FOR = ["account", "domain", "network", "country", "asn", "client", "recipient"];

/** What it holds for, as words. */
export const conditions = (one) => {
  const all = FOR.filter((name) => one[name] !== undefined);
  return all.length === 0
    ? html`<strong>${t("safe.for.everybody")}</strong>`
    : all.map((name) => html`<span class="condition">${t(`condition.${name}`)} ${user(one[name])}</span> `);
};

export function exceptionTable(app, items, load) {
  const drop = (one) => confirmed({
    title: t("exceptions.remove.ask"),
    body: html`<p>${one.type ? named("type", one.type) : t("exceptions.all")}: ${conditions(one)}</p><p>${t("exceptions.remove.does")}</p>`,
    action: t("remove"),
    danger: true,
    act: () => remove(`exceptions/${part(one.id)}`),
  }, t("removed"), load);
  return table(t("nav.exceptions"), [
    { name: t("exceptions.not"), cell: (one) => html`<span data-row tabindex="-1">${one.type ? named("type", one.type) : t("exceptions.all")}</span>` },
    { name: t("exceptions.for"), kind: "wide", cell: conditions },
    { name: t("comment"), kind: "wide", cell: (one) => user(one.comment) },
    { name: t("exceptions.hits"), cell: (one) => html`${t("times", { n: one.hits ?? 0 })}${one.lastHit ? html`<br><small>${when(one.lastHit)}</small>` : nothing}` },
    { name: t("until"), cell: (one) => (one.expires ? when(one.expires, "full") : t("until.removed")) },
    { name: t("by"), kind: "name", cell: (one) => html`${user(one.createdBy)}<br><small>${when(one.createdAt)}</small>` },
    { name: t("act"), kind: "acts", cell: (one) => (app.may("analyst") ? button(t("remove"), () => drop(one), { describe: `${t("remove")}: ${one.comment}` }) : nothing) },
  ], items);
}

export function exceptions(app) {
  const list = new Listed(app, "exceptions", () => ({}));
  const load = () => list.load();
  load();
  return {
    title: () => t("nav.exceptions"),
    view: () => html`${heading(t("nav.exceptions"))}<p class="hint">${t("exceptions.about")}</p>
      ${list.show((items) => exceptionTable(app, items, load), t("exceptions.none"))}`,
  };
}
