/** Starts the console: who is signed in, which page the address names, and what stands around it. */

import { html, nothing, render } from "../lib/lit-html.js";
import { call, useCsrf } from "./api.js";
import { help, listen } from "./keys.js";
import { language, LANGUAGES, speak, t, zone } from "./text.js";
import { problem, toast, user, wrong } from "./ui.js";

// Each is fetched when it is first asked for, so that the first page need not wait for all.
const PAGES = {
  "": async () => (await import("./pages/overview.js")).overview,
  incidents: async () => (await import("./pages/incidents.js")).incidents,
  incident: async () => (await import("./pages/incident.js")).incident,
  account: async () => (await import("./pages/account.js")).account,
  sessions: async () => (await import("./pages/sessions.js")).sessions,
  held: async () => (await import("./pages/held.js")).held,
  blocks: async () => (await import("./pages/blocks.js")).blocks,
  "safe-networks": async () => (await import("./pages/safe-networks.js")).safeNetworks,
  exceptions: async () => (await import("./pages/exceptions.js")).exceptions,
  alerts: async () => (await import("./pages/alerts.js")).alerts,
  backtests: async () => (await import("./pages/backtests.js")).backtests,
  backtest: async () => (await import("./pages/backtests.js")).backtest,
  audit: async () => (await import("./pages/audit.js")).audit,
  settings: async () => (await import("./pages/settings.js")).settings,
  "console-sessions": async () => (await import("./pages/console-sessions.js")).consoleSessions,
};
const SIGN_IN = async () => (await import("./pages/sign-in.js")).signIn;
// Address, name, the role that it needs, and whether it is only for who sees all domains.
const MENU = [
  ["", "overview"],
  ["incidents", "incidents"],
  ["held", "held"],
  ["sessions", "sessions"],
  ["blocks", "blocks"],
  ["safe-networks", "safe"],
  ["exceptions", "exceptions"],
  ["alerts", "alerts"],
  ["backtests", "backtests", "administrator", true],
  ["audit", "audit", "analyst"],
  ["settings", "settings", "viewer", true],
];
const ROLES = ["viewer", "analyst", "administrator"];

const app = {
  session: undefined,
  page: undefined,
  failed: undefined,
  menu: false,
  update,
  /** Whether who is signed in may do what that role may. */
  may: (role) => ROLES.indexOf(app.session?.role) >= ROLES.indexOf(role),
  /** Whether it is everybody's administrator, not some domains' alone. */
  everywhere: () => app.may("administrator") && !app.session?.domains,
  start,
};

let planned = false;
// What open() was called for last.
let opening;

function update() {
  if (!planned) {
    planned = true;
    queueMicrotask(() => {
      planned = false;
      draw();
    });
  }
}

function draw() {
  render(view(), document.getElementById("app"));
  document.title = `${app.page?.title?.() ?? t("signin.title")} · Mailwarden`;
}

function view() {
  if (app.failed) {
    return html`<main class="alone">${problem(app.failed, start)}</main>`;
  }
  if (!app.session) {
    return app.page?.view() ?? nothing;
  }
  return html`<a class="skip" href="#content" @click=${skip}>${t("skip")}</a>
    ${top()} ${navigation()}
    <main id="content" tabindex="-1">${content()}</main>
    ${bottom()}`;
}

// A page that fails says so, and leaves the way to the others.
function content() {
  try {
    return app.page?.view() ?? nothing;
  } catch (error) {
    return problem(error, open);
  }
}

function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function top() {
  return html`<header class="top">
    <button type="button" class="menu" aria-expanded=${String(app.menu)} aria-controls="menu" @click=${toggle}>
      <span aria-hidden="true">☰</span><span class="unseen">${t("menu")}</span>
    </button>
    <a class="brand" href="#/"><img src="icon.svg" alt="" width="24" height="24" />Mailwarden</a>
    <form class="find" role="search" @submit=${find}>
      <input id="find" name="account" type="search" placeholder=${t("find.account")} aria-label=${t("find.account")}
        autocomplete="off" spellcheck="false" />
    </form>
    <span class="who">${user(app.session.name)} <small>${t(`role.${app.session.role}`)}</small></span>
    <button type="button" class="small" @click=${signOut}>${t("signout")}</button>
  </header>`;
}

function toggle() {
  app.menu = !app.menu;
  update();
}

function find(event) {
  event.preventDefault();
  const name = new FormData(event.target).get("account").trim();
  if (name) {
    event.target.reset();
    location.hash = `#/account/${encodeURIComponent(name)}`;
  }
}

function navigation() {
  const here = route().name;
  const current = { incident: "incidents", backtest: "backtests", account: "" }[here] ?? here;
  return html`<nav id="menu" class=${app.menu ? "open" : ""} aria-label=${t("menu")}>
    <ul>
      ${MENU.filter(([, , role, all]) => (!role || app.may(role)) && !(all && app.session.domains)).map(
        ([path, name]) => html`<li>
          <a href="#/${path}" aria-current=${path === current && here !== "account" ? "page" : nothing}>${t(`nav.${name}`)}</a>
        </li>`,
      )}
    </ul>
    <button type="button" class="small" @click=${() => help(app.page)}>${t("keys.title")} <kbd aria-hidden="true">?</kbd></button>
  </nav>`;
}

function bottom() {
  return html`<footer>
    <span>${t("time.zone", { zone: zone() })}</span>
    <span class="who-below">${user(app.session.name)} (${t(`role.${app.session.role}`)})</span>
    <a href="#/console-sessions">${t("nav.consoleSessions")}</a>
    <label>${t("language")}
      <select @change=${(event) => changeLanguage(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([code, { name }]) => html`<option value=${code} lang=${code} ?selected=${code === language}>${name}</option>`)}
      </select>
    </label>
  </footer>`;
}

async function changeLanguage(code) {
  try {
    await speak(code);
  } catch (error) {
    toast(wrong(error), "failed");
  }
  update();
}

/** What the address names: #/incident/ID?state=open. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/");
  return { name, id: decoded(rest.join("/")), query: Object.fromEntries(new URLSearchParams(query ?? "")) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function open() {
  const mine = (opening = Symbol());
  if (!app.session) {
    leave(); // Nothing of who was signed in stays in sight.
  }
  const page = await made(route());
  if (opening !== mine) {
    page.close?.(); // The reader has gone on meanwhile.
    return;
  }
  app.page?.close?.();
  Object.assign(app, { page, menu: false });
  draw();
  if (app.session) {
    // Who reads with a screen reader, or by keyboard, goes on at the page's first words.
    (document.querySelector("main h1") ?? document.querySelector("main"))?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

function leave() {
  app.page?.close?.();
  app.page = undefined;
  draw();
}

async function made(to) {
  const fetched = app.session ? (Object.hasOwn(PAGES, to.name) ? PAGES[to.name] : PAGES[""]) : SIGN_IN;
  try {
    return (await fetched())(app, to);
  } catch (error) {
    return { view: () => problem(error, open) };
  }
}

async function start() {
  app.failed = undefined;
  try {
    app.session = await call("GET", "console/session", { quiet: true });
    useCsrf(app.session.csrf);
  } catch (error) {
    app.session = undefined;
    // 404: a program's token came along, whose bearer has no sign-in.
    app.failed = [401, 404].includes(error.status) ? undefined : error;
  }
  open();
}

async function signOut() {
  try {
    await call("POST", "console/sign-out", { quiet: true });
  } finally {
    app.session = undefined;
    useCsrf("");
    open();
  }
}

document.addEventListener("signed-out", () => {
  if (app.session) {
    app.session = undefined;
    open();
  }
});
window.addEventListener("hashchange", open);
listen(() => (app.session ? app.page : undefined));
start();
