/** Who is signed in to this console. */

import { html } from "../../lib/lit-html.js";
import { part, remove } from "../api.js";
import { decide, heading, Listed } from "../page.js";
import { named, t } from "../text.js";
import { badge, button, table, user, when } from "../ui.js";

export function consoleSessions(app) {
  const list = new Listed(app, "console/sessions", () => ({ limit: undefined }));
  const load = () => list.load();
  load();
  const end = (one) => () => decide(() => remove(`console/sessions/${part(one.id)}`), t("session.ended"), load);
  return {
    title: () => t("nav.consoleSessions"),
    view: () => html`${heading(t("nav.consoleSessions"))}<p class="hint">${t("console.about")}</p>
      ${list.show((items) => table(t("nav.consoleSessions"), [
        { name: t("signin.name"), cell: (one) => html`<span data-row tabindex="-1">${user(one.name)}</span> <small>${named("role", one.role)}</small>` },
        { name: t("address"), cell: (one) => user(one.address) },
        { name: t("client"), kind: "wide", cell: (one) => user(one.client) },
        { name: t("since"), cell: (one) => when(one.since) },
        { name: t("lastActive"), cell: (one) => when(one.lastActive) },
        { name: t("until"), cell: (one) => when(one.expires, "full") },
        { name: t("act"), kind: "acts", cell: (one) => (one.current ? badge("accepted", t("console.this")) : button(t("session.end"), end(one), { kind: "danger", describe: `${t("session.end")}: ${one.name}, ${one.address}` })) },
      ], items))}`,
  };
}
