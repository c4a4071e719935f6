/** Mail that waits: released or deleted, one by one or many at once. */

import { html, nothing } from "../../lib/lit-html.js";
import { download, get, part, post, remove } from "../api.js";
import * as decisions from "../decisions.js";
import { ask, tell } from "../dialog.js";
import { decideAll, heading, Listed } from "../page.js";
import { bytes, named, t, visible } from "../text.js";
import { accountLink, badge, button, choice, deed, field, user, when, wrong } from "../ui.js";

const NAMES = ["account", "recipient", "subject", "kind", "incident"];

/** Held messages, each with what may be done about it. */
export function heldList(app, messages, load, box = () => nothing) {
  return html`<ul class="rows">${messages.map((message) => html`<li class="row">
    ${box(message)}
    <div class="what">
      <p class="line"><strong>${user(message.subject || t("subject.none"))}</strong> ${badge(message.kind, named("kind", message.kind))}
        <span class="age">${when(message.heldAt)}</span></p>
      <p>${accountLink(message.account)} → ${recipients(message)} · ${bytes(message.bytes)}</p>
      <details><summary data-row>${t("held.why")}</summary>
        <p>${visible(message.reason)}</p>
        <p class="small-print">${message.incident ? html`<a href="#/incident/${encodeURIComponent(message.incident)}">${t("incident")}</a> · ` : nothing}
          ${t("held.sender")} ${user(message.sender || "<>")} · ${message.expires ? html`${t("held.expires")} ${when(message.expires, "full")}` : nothing}</p>
        ${message.recipients.length > 3 ? html`<p class="small-print">${visible(message.recipients.join(", "))}</p>` : nothing}
      </details>
    </div>
    ${app.may("analyst") ? html`<div class="acts">
      ${button(t("held.read"), () => read(message), { describe: `${t("held.read")}: ${visible(message.subject)}` })}
      ${button(t("decide.release"), () => decisions.releaseOne(message, load), { describe: `${t("decide.release")}: ${visible(message.subject)}` })}
      ${app.may("administrator") ? button(t("decide.delete"), () => decisions.deleteOne(message, load), { kind: "danger", describe: `${t("decide.delete")}: ${visible(message.subject)}` }) : nothing}
    </div>` : nothing}
  </li>`)}</ul>`;
}

/** Shows what a reader would see of it: text alone, nothing that can be followed or loads anything. */
async function read(message) {
  try {
    const seen = await get(`held/${part(message.id)}/text`);
    tell(message.subject ? visible(message.subject) : t("subject.none"), html`<div class="letter">
      <p class="small-print">${t("held.read.noted")}</p>
      <p class="head">${seen.head.map((line) => html`${visible(line)}<br />`)}</p>
      <pre tabindex="0">${seen.text.split("\n").map((line) => `${visible(line)}\n`)}</pre>
      ${seen.cut ? html`<p>${t("held.read.cut")}</p>` : nothing}
      ${seen.links.length > 0 ? html`<h3>${t("held.links")}</h3><ul>${seen.links.map(({ target, words }) => html`<li>${visible(target)}${words ? html` — ${t("held.links.as", { words: visible(words) })}` : nothing}</li>`)}</ul>` : nothing}
      ${seen.attachments.length > 0 ? html`<h3>${t("held.files")}</h3><ul>${seen.attachments.map(({ name, type }) => html`<li>${visible(name || t("held.files.unnamed"))} (${visible(type)})</li>`)}</ul>` : nothing}
      <p>${button(t("held.source"), () => download(`held/${part(message.id)}/source`, {}, "message/rfc822", "message.eml"))}</p>
    </div>`);
  } catch (error) {
    tell(t("held.read"), html`<p class="wrong" role="alert">${wrong(error)}</p>`);
  }
}

function recipients({ recipients: all }) {
  const more = all.length > 3 ? ` ${t("held.more", { n: all.length - 3 })}` : "";
  return html`${user(all.slice(0, 3).join(", "))}${more}`;
}

export function held(app, { query }) {
  const asked = () => Object.fromEntries(NAMES.filter((name) => query[name]).map((name) => [name, query[name]]));
  const list = new Listed(app, "held", asked);
  const ticked = new Set();
  list.load();
  const done = () => {
    ticked.clear();
    list.load();
  };
  const chosen = () => (list.value?.items ?? []).filter(({ id }) => ticked.has(id));
  const many = (verb) => () => chosen().length > 0 && bulk(verb, chosen(), done);
  const box = (message) => app.may("analyst") ? html`<input type="checkbox" .checked=${ticked.has(message.id)}
    aria-label=${t("tick", { what: message.subject || t("subject.none") })}
    @change=${(event) => {
      ticked[event.target.checked ? "add" : "delete"](message.id);
      app.update();
    }} />` : nothing;
  return {
    title: () => t("nav.held"),
    keys: () => (ticked.size > 0 ? {
      l: { label: t("bulk.release", { n: ticked.size }), run: many("release") },
    } : {}),
    view: () => html`${heading(t("nav.held"))} ${filters(query)}
      ${ticked.size > 0 ? bulkBar(ticked.size, many, app) : nothing}
      ${list.show((items) => heldList(app, items, done, box), t("held.none"))}`,
  };
}

const bulkBar = (n, many, app) => html`<div class="bulk" role="group" aria-label=${t("bulk", { n })}>
  <p>${t("bulk", { n })}</p>
  ${deed({ label: t("bulk.release", { n }), does: t("decide.releaseAll.does"), key: "l", run: many("release") })}
  ${app.may("administrator") ? deed({ label: t("bulk.delete", { n }), does: t("decide.deleteAll.does"), kind: "danger", run: many("delete") }) : nothing}
</div>`;

function bulk(verb, chosen, done) {
  return ask({
    title: t(`bulk.${verb}`, { n: chosen.length }),
    body: html`<p>${t(`decide.${verb}All.does`)}</p>`,
    action: t(`decide.${verb}`),
    danger: true,
    act: () => decideAll(
      chosen,
      ({ id }) => (verb === "release" ? post(`held/${part(id)}/release`) : remove(`held/${part(id)}`)),
      done,
    ),
  });
}

function filters(query) {
  const set = (name) => (event) => {
    const kept = new URLSearchParams(Object.entries({ ...query, [name]: event.target.value.trim() }).filter(([, value]) => value));
    location.hash = `#/held${kept.size > 0 ? `?${kept}` : ""}`;
  };
  const text = (name, label) => field(label, html`<input type="search" .value=${query[name] ?? ""} autocomplete="off"
    spellcheck="false" @change=${set(name)} />`);
  return html`<div class="filters" role="search" aria-label=${t("filter")}>
    ${field(t("kind"), choice("kind", [["", t("filter.any")], ["held", t("kind.held")], ["quarantined", t("kind.quarantined")]],
      query.kind, (value) => set("kind")({ target: { value } })))}
    ${text("account", t("account"))} ${text("recipient", t("recipient"))} ${text("subject", t("subject"))}
    ${query.incident ? html`<a class="chip" href="#/held">${t("filter.clear")}</a>` : nothing}
  </div>`;
}
