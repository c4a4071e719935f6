/** Who is in now, and how to end it. */

import { html, nothing } from "../../lib/lit-html.js";
import { part, remove } from "../api.js";
import { decide, every, heading, Listed } from "../page.js";
import { bytes, t, visible } from "../text.js";
import { accountLink, button, table, user, when } from "../ui.js";

export function sessionTable(app, items, load) {
  const end = (one) => () => decide(() => remove(`sessions/${part(one.id)}`), t("session.ended"), load);
  return table(t("nav.sessions"), [
    { name: t("account"), kind: "name", cell: (one) => html`<span data-row tabindex="-1">${accountLink(one.account)}</span>${one.owner ? html`<br><small>${t("session.owner")} ${user(one.owner)}</small>` : nothing}` },
    { name: t("place"), kind: "wide", cell: (one) => html`${user(one.place || t("place.unknown"))}<br><small>${user(one.address)}</small>` },
    { name: t("client"), cell: (one) => html`${user(one.client)} <small>${visible(one.protocol.toUpperCase())}${one.tls ? "" : ` ${t("tls.none")}`}</small>` },
    { name: t("since"), cell: (one) => when(one.since) },
    { name: t("lastActive"), cell: (one) => when(one.lastActive) },
    { name: t("moved"), cell: (one) => html`<span class="whole">↑ ${bytes(one.bytesReceived)}</span> <span class="whole">↓ ${bytes(one.bytesSent)}</span><br><small>${t("session.messages", { n: one.messages })}</small>` },
    { name: t("act"), kind: "acts", cell: (one) => (app.may("analyst") ? button(t("session.end"), end(one), { kind: "danger", describe: `${t("session.end")}: ${one.account}, ${one.address}` }) : nothing) },
  ], items);
}

export function sessions(app, { query }) {
  const list = new Listed(app, "sessions", () => ({ account: query.account, limit: 200 }));
  const load = () => list.load();
  load();
  return {
    title: () => t("nav.sessions"),
    close: every(10, load),
    view: () => html`${heading(t("nav.sessions"))}<p class="hint">${t("sessions.about")}</p>
      ${list.show((items) => sessionTable(app, items, load), t("sessions.none"))}`,
  };
}
