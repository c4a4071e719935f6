/** The pieces that pages are made of. What comes from outside goes in as text, always. */

import { html, nothing } from "../lib/lit-html.js";
import { ago, moment, named, t, utc, visible } from "./text.js";

/** What somebody else wrote, kept apart from the words around it. */
export const user = (text) => html`<bdi>${visible(text)}</bdi>`;

/** A time: how long ago, or when; the other and UTC on hover. */
export function when(iso, style = "ago") {
  if (!iso) {
    return nothing;
  }
  const near = Math.abs(Date.now() - new Date(iso).getTime()) < 86_400_000;
  const shown = style === "ago" && near ? ago(iso) : moment(iso, { seconds: style === "seconds" });
  return html`<time datetime=${iso} title=${`${moment(iso, { seconds: true })} · ${utc(iso)}`}>${shown}</time>`;
}

export const severity = (name) => html`<span class="badge ${known(name)}">${named("severity", name)}</span>`;

export const state = (name) => html`<span class="badge state ${known(name)}">${named("state", name)}</span>`;

// A class of ours, or none.
function known(name) {
  const ours = [
    "critical", "suspected", "open", "confirmed", "dismissed", "resolved", "lapsed", "accepted", "refused", "blocked",
    "held", "quarantined", "sent", "waiting", "given-up", "malicious", "suspicious", "clean", "unread", "normal", "learning",
  ];
  return ours.includes(name) ? name : "";
}

export const badge = (name, words) => html`<span class="badge ${known(name)}">${words}</span>`;

export const accountLink = (account) =>
  account ? html`<a href="#/account/${encodeURIComponent(account)}">${user(account)}</a>` : nothing;

export const key = (name) => html`<kbd aria-hidden="true">${name}</kbd>`;

/**
 * A button with its key beside it and what it will do under it.
 *
 * @param {{label: string, does?: string, key?: string, kind?: string, run: Function, busy?: boolean}} action
 */
export function deed(action) {
  return html`<div class="deed">
    <button type="button" class=${action.kind ?? ""} ?disabled=${action.busy} @click=${action.run}
      aria-keyshortcuts=${action.key ?? nothing}>
      <span>${action.label}</span>${action.key ? key(action.key) : nothing}
    </button>
    ${action.does ? html`<p>${action.does}</p>` : nothing}
  </div>`;
}

export const button = (label, run, { kind = "", describe } = {}) =>
  html`<button type="button" class="small ${kind}" @click=${run} aria-label=${describe ? visible(describe) : nothing}>${label}</button>`;

/** What went wrong, and a way to try once more. */
export function problem(error, again) {
  return html`<div class="problem" role="alert">
    <p>${wrong(error)}</p>
    ${again ? html`<button type="button" class="small" @click=${again}>${t("again")}</button>` : nothing}
  </div>`;
}

/** An error in words. */
export function wrong(error) {
  switch (error.status) {
    case undefined:
      return t("error.page", { message: error.message });
    case 0:
      return t("error.unreachable");
    case 403:
      return t("error.forbidden");
    case 429:
      return t("error.slow", { n: error.retryAfter || 1 });
    case 503:
      return t("error.store", { message: error.message });
    default:
      return error.message ? visible(error.message) : t("error.status", { status: error.status });
  }
}

export const loading = () => html`<p class="loading" role="status">${t("loading")}</p>`;

export const empty = (words) => html`<p class="empty">${words}</p>`;

/**
 * A table that becomes cards on a phone.
 *
 * @param columns {{name: string, cell: (item) => unknown, kind?: string}[]}
 */
export function table(caption, columns, items) {
  return html`<table role="table" aria-label=${caption}>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th role="columnheader" scope="col" class=${column.kind ?? ""}>${column.name}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${items.map(
        (item) => html`<tr role="row" class=${item.current ? "current" : ""}>
          ${columns.map(
            (column) => html`<td role="cell" class=${column.kind ?? ""} data-label=${column.name}>
              <div>${column.cell(item)}</div>
            </td>`,
          )}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The first few of many; the rest when asked for. */
export function few(items, most, view) {
  if (items.length <= most + 1) {
    return view(items);
  }
  return html`${view(items.slice(0, most))}
    <details class="rest-of"><summary>${t("list.rest", { n: items.length - most })}</summary>${view(items.slice(most))}</details>`;
}

/** A labelled field of a filter or form. */
export const field = (label, control) => html`<label class="field"><span>${label}</span>${control}</label>`;

/** A choice; options are [value, words]. */
export function choice(name, options, value, change) {
  return html`<select name=${name} @change=${(event) => change?.(event.target.value)}>
    ${options.map(([of, words]) => html`<option value=${of} ?selected=${of === (value ?? "")}>${words}</option>`)}
  </select>`;
}

/** Tells what was done, for a while. */
export function toast(words, kind = "done") {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = words;
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), kind === "done" ? 6000 : 12_000);
}
