/** Who did what, when, from where and why. Nobody changes it. */

import { html, nothing } from "../../lib/lit-html.js";
import { download } from "../api.js";
import { decide, heading, Listed } from "../page.js";
import { t, visible } from "../text.js";
import { accountLink, button, field, table, user, when } from "../ui.js";

const NAMES = ["actor", "action", "account"];

// A back-test that the reason names, or that was the target, is one click away.
const BACKTEST = /\bbt-[0-9a-f]{11}-[0-9a-f]{8}\b/;

function shown(one) {
  const id = BACKTEST.exec(`${one.why} ${one.target} ${JSON.stringify(one.after ?? "")}`)?.[0];
  return id ? html`<p><a href="#/backtest/${id}">${t("backtest.one")}</a></p>` : nothing;
}

function change(one) {
  const text = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  return html`${one.why ? html`<p>${user(one.why)}</p>` : nothing}${shown(one)}
    ${one.before || one.after ? html`<details><summary>${t("audit.change")}</summary>
      ${one.before ? html`<p><small>${t("audit.before")}</small> <code>${visible(text(one.before))}</code></p>` : nothing}
      ${one.after ? html`<p><small>${t("audit.after")}</small> <code>${visible(text(one.after))}</code></p>` : nothing}</details>` : nothing}`;
}

export function audit(app, { query }) {
  const asked = () => Object.fromEntries([...NAMES, "since"].filter((name) => query[name]).map((name) => [name, query[name]]));
  const list = new Listed(app, "audit", asked);
  list.load();
  const set = (name) => (event) => {
    const kept = new URLSearchParams(Object.entries({ ...query, [name]: event.target.value.trim() }).filter(([, value]) => value));
    location.hash = `#/audit${kept.size > 0 ? `?${kept}` : ""}`;
  };
  const save = (type, name) => () => decide(() => download("audit", asked(), type, name), t("audit.saved"));
  return {
    title: () => t("nav.audit"),
    view: () => html`${heading(t("nav.audit"), html`<div class="acts">
        ${button("CSV", save("text/csv", "audit.csv"), { describe: t("audit.export", { format: "CSV" }) })}
        ${button("JSON Lines", save("application/jsonl", "audit.jsonl"), { describe: t("audit.export", { format: "JSON Lines" }) })}</div>`)}
      <div class="filters" role="search" aria-label=${t("filter")}>${NAMES.map((name) =>
        field(t(`audit.${name}`), html`<input type="search" .value=${query[name] ?? ""} autocomplete="off" spellcheck="false" @change=${set(name)} />`))}</div>
      ${list.show((items) => table(t("nav.audit"), [
        { name: t("at"), cell: (one) => html`<span data-row tabindex="-1">${when(one.at, "seconds")}</span>` },
        { name: t("audit.actor"), kind: "name", cell: (one) => html`${user(one.actor)}<br><small>${user(one.from)}</small>` },
        { name: t("audit.action"), cell: (one) => html`<code>${user(one.action)}</code>` },
        { name: t("audit.target"), kind: "wide", cell: (one) => html`${one.account ? accountLink(one.account) : nothing} <small>${user(one.target)}</small>` },
        { name: t("outcome"), cell: (one) => user(one.outcome) },
        { name: t("audit.why"), kind: "wide", cell: change },
      ], items), t("audit.none"))}`,
  };
}
