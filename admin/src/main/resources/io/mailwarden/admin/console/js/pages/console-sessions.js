/** Who is signed in to this console, and who may be. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, maybe, part, post, remove } from "../api.js";
import { confirmed } from "../decisions.js";
import { tell } from "../dialog.js";
import { decide, Fetched, heading, Listed } from "../page.js";
import { named, t, visible } from "../text.js";
import { badge, button, table, toast, user, when, wrong } from "../ui.js";

export function consoleSessions(app) {
  const list = new Listed(app, "console/sessions", () => ({ limit: undefined }));
  const users = new Fetched(app, async () => (app.everywhere() ? (await maybe(get("console/users")))?.items ?? [] : []));
  const load = () => {
    list.load();
    users.load();
  };
  load();
  return {
    title: () => t("nav.consoleSessions"),
    view: () => html`${heading(t("nav.consoleSessions"))}<p class="hint">${t("console.about")}</p>
      ${list.show((items) => sessionTable(items, load))}
      ${users.show((items) => (items.length === 0 ? nothing : html`<section><h2>${t("console.users")}</h2>${userTable(items, load)}</section>`))}`,
  };
}

const BROWSERS = [["Edg/", "Edge"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"], ["curl/", "curl"]];
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux"];

/** A browser's long name of itself in short, where it is one that we know. */
function shortly(client) {
  const browser = BROWSERS.find(([mark]) => client.includes(mark))?.[1];
  const system = SYSTEMS.find((mark) => client.includes(mark));
  return browser && client.startsWith("Mozilla/") ? [browser, system].filter(Boolean).join(", ") : client;
}

function sessionTable(items, load) {
  const end = (one) => () => decide(() => remove(`console/sessions/${part(one.id)}`), t("session.ended"), load);
  return table(t("nav.consoleSessions"), [
    { name: t("signin.name"), kind: "name", cell: (one) => html`<span data-row tabindex="-1">${user(one.name)}</span> <small>${named("role", one.role)}</small>` },
    { name: t("address"), cell: (one) => user(one.address) },
    { name: t("client"), kind: "wide", cell: (one) => html`<span title=${visible(one.client)}>${user(shortly(one.client ?? ""))}</span>` },
    { name: t("since"), cell: (one) => when(one.since) },
    { name: t("lastActive"), cell: (one) => when(one.lastActive) },
    { name: t("until"), cell: (one) => when(one.expires, "full") },
    { name: t("act"), kind: "acts", cell: (one) => (one.current ? badge("accepted", t("console.this")) : button(t("session.end"), end(one), { kind: "danger", describe: `${t("session.end")}: ${one.name}, ${one.address}` })) },
  ], items);
}

function factor(one) {
  if (one.secondFactor) {
    return badge("accepted", t("console.enrolled"));
  }
  return one.invitedUntil ? html`${t("console.invited")} ${when(one.invitedUntil, "full")}` : badge("suspected", t("console.notEnrolled"));
}

const userTable = (items, load) => table(t("console.users"), [
  { name: t("account"), kind: "name", cell: (one) => user(one.account) },
  { name: t("console.role"), cell: (one) => html`<span class="whole">${named("role", one.role)}</span>` },
  { name: t("domain"), kind: "wide", cell: (one) => (one.domains ? user(one.domains.join(", ")) : t("filter.any")) },
  { name: t("console.factor"), kind: "wide", cell: factor },
  { name: t("act"), kind: "acts", cell: (one) => html`${button(t("console.invite"), () => invite(one, load), { describe: `${t("console.invite")}: ${one.account}` })}
    ${one.secondFactor ? button(t("console.drop"), () => drop(one, load), { kind: "danger", describe: `${t("console.drop")}: ${one.account}` }) : nothing}` },
], items);

/** Makes a one-time code, and shows it once. */
async function invite(one, load) {
  try {
    const { code, expires } = await post(`console/users/${part(one.account)}/invitation`);
    tell(t("console.code"), html`<p>${user(one.account)}</p><p><code class="secret">${visible(code)}</code></p>
      <p class="hint">${t("console.code.about")} ${when(expires, "full")}</p>`);
    load();
  } catch (error) {
    toast(wrong(error), "failed");
  }
}

const drop = (one, load) => confirmed({
  title: t("console.drop.ask"),
  body: html`<p>${user(one.account)}</p><p>${t("console.drop.does")}</p>`,
  action: t("console.drop"),
  danger: true,
  act: () => remove(`console/users/${part(one.account)}/second-factor`),
}, t("removed"), load);
