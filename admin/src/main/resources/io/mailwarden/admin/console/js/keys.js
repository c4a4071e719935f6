/** One key for each thing; can be turned off (WCAG 2.1.4). */

import { html } from "../lib/lit-html.js";
import { tell } from "./dialog.js";
import { t } from "./text.js";

const STORED = "mailwarden.keys";
const PLACES = { o: "#/", i: "#/incidents", h: "#/held", s: "#/sessions", b: "#/blocks", a: "#/alerts", u: "#/audit" };

let on = localStorage.getItem(STORED) !== "off";
let going = false;

function typing(target) {
  return target.closest("input:not([type=checkbox]), select, textarea, dialog") !== null;
}

/** Moves through what a list marks as its rows. */
function move(step) {
  const rows = [...document.querySelectorAll("main [data-row]")];
  if (rows.length === 0) {
    return false;
  }
  const at = rows.findIndex((row) => row === document.activeElement || row.closest("li, tr")?.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next].focus();
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}

function tick() {
  const box = document.activeElement?.closest("li, tr")?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function go(name) {
  going = false;
  if (name in PLACES) {
    location.hash = PLACES[name];
    return true;
  }
  return false;
}

function common(name, page) {
  switch (name) {
    case "j":
    case "ArrowDown":
      return move(1);
    case "k":
    case "ArrowUp":
      return move(-1);
    case "x":
      return tick();
    case "g":
      going = true;
      return true;
    case "/":
      document.getElementById("find")?.focus();
      return true;
    case "?":
      help(page);
      return true;
    default:
      return false;
  }
}

/** Listens; the page tells its own keys: {key: {label, run}}. */
export function listen(page) {
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
    if (!plain || typing(event.target) || (!on && event.key.length === 1)) {
      return;
    }
    const own = page()?.keys?.()?.[event.key];
    const done = going ? go(event.key) : own ? (own.run(), true) : common(event.key, page());
    if (done) {
      event.preventDefault();
    }
  });
}

/** Shows all keys, and the switch. */
export function help(page) {
  const own = Object.entries(page?.keys?.() ?? {}).map(([name, { label }]) => [name, label]);
  const all = [
    ["j k ↓ ↑", t("keys.move")],
    ["Enter", t("keys.open")],
    ["x", t("keys.tick")],
    ...own,
    ["/", t("keys.find")],
    ["g o", t("nav.overview")],
    ["g i", t("nav.incidents")],
    ["g h", t("nav.held")],
    ["g s", t("nav.sessions")],
    ["g b", t("nav.blocks")],
    ["g a", t("nav.alerts")],
    ["g u", t("nav.audit")],
    ["?", t("keys.help")],
  ];
  tell(
    t("keys.title"),
    html`<dl class="keys">${all.map(([name, words]) => html`<div><dt><kbd>${name}</kbd></dt><dd>${words}</dd></div>`)}</dl>
      <label class="box"><input type="checkbox" .checked=${on} @change=${(event) => turn(event.target.checked)} />
        <span>${t("keys.on")}</span></label>`,
  );
}

function turn(value) {
  on = value;
  localStorage.setItem(STORED, value ? "on" : "off");
}
