/** What administrators were told, and what is still on its way. */

import { html, nothing } from "../../lib/lit-html.js";
import { part } from "../api.js";
import { every, heading, Listed } from "../page.js";
import { named, t, visible } from "../text.js";
import { accountLink, badge, choice, field, severity, table, when } from "../ui.js";

const STATES = ["waiting", "sent", "given-up"];

function delivery(one) {
  return html`${badge(one.state, named("alert.state", one.state))}
    ${one.delivered?.length > 0 ? html`<small>${visible(one.delivered.join(", "))}</small>` : nothing}
    ${one.error ? html`<br><small>${visible(one.error)}</small>` : nothing}
    ${one.nextAttempt ? html`<br><small>${t("alert.next")} ${when(one.nextAttempt, "full")}</small>` : nothing}`;
}

export function alerts(app, { query }) {
  const list = new Listed(app, "alerts", () => ({ state: query.state }));
  list.load();
  const go = (value) => {
    location.hash = value ? `#/alerts?state=${value}` : "#/alerts";
  };
  return {
    title: () => t("nav.alerts"),
    close: every(30, () => list.atStart && list.load()),
    view: () => html`${heading(t("nav.alerts"))}
      <div class="filters">${field(t("state"), choice("state", [["", t("filter.any")], ...STATES.map((name) => [name, t(`alert.state.${name}`)])], query.state, go))}</div>
      ${list.show((items) => table(t("nav.alerts"), [
        { name: t("at"), cell: (one) => html`<span data-row tabindex="-1">${when(one.raised)}</span>` },
        { name: t("severity"), cell: (one) => severity(one.severity) },
        { name: t("account"), kind: "name", cell: (one) => accountLink(one.account) },
        { name: t("alert.headline"), kind: "wide", cell: (one) => html`${visible(one.headline)}${one.incident ? html` <a href="#/incident/${part(one.incident)}">${t("incident")}</a>` : nothing}` },
        { name: t("alert.delivery"), kind: "wide", cell: delivery },
      ], items), t("alerts.none"))}`,
  };
}
