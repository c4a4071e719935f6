/** Every setting as it is in force, and what an administrator changes of it while the server runs. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, part, post, put, remove } from "../api.js";
import { confirmed } from "../decisions.js";
import { Fetched, heading } from "../page.js";
import { known, t, visible } from "../text.js";
import { badge, button, choice, field, table, toast, user, when, wrong } from "../ui.js";

const SHOWN = ["all", "changed", "live"];
// Open before anybody searches: what is decided most often.
const FIRST = ["policy", "workflow"];

async function everything() {
  const [settings, channels] = await Promise.all([get("settings"), get("alert-channels")]);
  return { settings: settings.items, channels: channels.items };
}

export function settings(app, { query }) {
  const data = new Fetched(app, everything);
  const page = { find: query.find ?? "", shown: query.shown ?? "all", tested: new Map(), load: () => data.load() };
  data.load();
  return {
    title: () => t("nav.settings"),
    view: () => html`${heading(t("nav.settings"))}
      <p class="hint">${t("settings.about")}</p>
      ${data.show((all) => view(app, page, all))}`,
  };
}

function view(app, page, all) {
  const some = all.settings.filter((one) => fits(one, page));
  return html`<div class="filters" role="search" aria-label=${t("filter")}>
      ${field(t("settings.find"), html`<input type="search" name="find" .value=${page.find} autocomplete="off" spellcheck="false"
        @input=${(event) => set(app, page, { find: event.target.value })} />`)}
      ${field(t("settings.shown"), choice("shown", SHOWN.map((name) => [name, t(`settings.shown.${name}`)]), page.shown, (shown) => set(app, page, { shown })))}
    </div>
    <p class="hint" aria-live="polite">${t("settings.count", { n: some.length })}</p>
    ${some.length === 0 ? html`<p class="empty">${t("settings.none")}</p>` : sections(some).map((one) => section(app, page, one))}
    ${channels(app, page, all.channels)}`;
}

function set(app, page, changes) {
  Object.assign(page, changes);
  app.update();
}

/** Every word of the search in the key, its words or its value. */
function fits(one, { find, shown }) {
  const text = `${one.key} ${one.section} ${one.words} ${one.value.inForce}`.toLowerCase();
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = shown === "all" || (shown === "live" ? one.live : one.value.source === "console");
  return wanted && words.every((word) => text.includes(word));
}

function sections(all) {
  const found = new Map();
  for (const one of all) {
    const [name, words] = one.section.split(/: (.*)/);
    const section = found.get(name) ?? { name, words, items: [] };
    section.items.push(one);
    found.set(name, section);
  }
  return [...found.values()];
}

function section(app, page, { name, words, items }) {
  const changed = items.filter((one) => one.value.source === "console").length;
  const open = page.find !== "" || page.shown === "changed" || FIRST.includes(name);
  return html`<details class="settings" ?open=${open}>
    <summary><h2>${visible(name)}</h2> <span lang="en">${visible(words)}</span>
      ${changed > 0 ? badge("open", t("settings.changed", { n: changed })) : nothing}</summary>
    <ul class="rows">${items.map((one) => row(app, page, one))}</ul>
  </details>`;
}

const shownValue = (value) => (value === "" ? html`<em>${t("settings.empty")}</em>` : html`<code>${user(value)}</code>`);

function row(app, page, one) {
  const { change, source } = one.value;
  return html`<li class="row setting ${source === "console" ? "suspected" : ""}">
    <div class="what">
      <p class="line"><strong data-row tabindex="-1">${visible(one.key)}</strong>
        ${badge(source === "console" ? "open" : "", t(`settings.source.${source}`))}
        ${one.live ? nothing : badge("", t("settings.restart"))}</p>
      <p class="value">${shownValue(one.value.inForce)}
        ${one.value.inForce === one.value.shipped ? nothing : html`<small>${t("settings.default")} ${shownValue(one.value.shipped)}</small>`}</p>
      ${change ? html`<p class="changed">${t("settings.instead")} ${shownValue(one.value.file)} · ${user(change.by)}, ${when(change.at)}${change.why ? html`: ${user(change.why)}` : nothing}</p>` : nothing}
      <p class="hint" lang="en">${visible(one.words)}</p>
    </div>
    ${one.live && app.everywhere() ? html`<div class="acts">
      ${button(t("settings.change"), () => ask(page, one), { describe: `${t("settings.change")}: ${one.key}` })}
      ${change ? button(t("settings.back"), () => back(page, one), { describe: `${t("settings.back")}: ${one.key}` }) : nothing}</div>` : nothing}
  </li>`;
}

/** What the new value will do, in words. */
function does(key, value) {
  const own = `settings.does.${key}.${value}`;
  const ofKey = `settings.does.${key}`;
  const section = `settings.does.${key.split(".")[0]}`;
  return [own, ofKey, section].filter(known).slice(0, 1).map((name) => t(name))[0] ?? t("settings.does.limit");
}

function input(one) {
  const options = one.choices.map((value) => [value, known(`mode.${value}`) ? t(`mode.${value}`) : value]);
  return one.kind === "choice"
    ? choice("value", options, one.value.inForce)
    : html`<input name="value" .value=${one.value.inForce} spellcheck="false" autocomplete="off" aria-describedby="kind" />`;
}

function kind(one) {
  const words = t(`settings.kind.${one.kind.replaceAll(" ", "-")}`);
  return one.choices.length > 0 ? `${words}: ${one.choices.join(", ")}` : words;
}

function ask(page, one) {
  const tell = (event) => {
    const form = event.currentTarget;
    form.querySelector(".does").textContent = does(one.key, form.querySelector("[name=value]").value.trim());
  };
  return confirmed({
    title: t("settings.ask", { key: one.key }),
    body: html`<div @input=${tell} @change=${tell}>
      <p class="hint" lang="en">${visible(one.words)}</p>
      <p>${t("settings.old")} ${shownValue(one.value.inForce)}</p>
      ${field(t("settings.new"), input(one))}
      ${one.kind === "choice" ? nothing : html`<p class="hint" id="kind">${kind(one)}</p>`}
      ${field(t("settings.why"), html`<input name="why" required maxlength="300" />`)}
      <p class="warning does" aria-live="polite">${does(one.key, one.value.inForce)}</p>
      <p class="hint">${t("settings.does.all")}</p></div>`,
    action: t("settings.change"),
    act: ({ value, why }) => put(`settings/${part(one.key)}`, { value, why }),
  }, t("settings.done", { key: one.key }), page.load);
}

const back = (page, one) => confirmed({
  title: t("settings.back.ask", { key: one.key }),
  body: html`<p>${t("settings.back.does")} ${shownValue(one.value.file)}</p><p class="warning">${does(one.key, one.value.file)}</p>`,
  action: t("settings.back"),
  act: () => remove(`settings/${part(one.key)}`),
}, t("settings.back.done", { key: one.key }), page.load);

function channels(app, page, all) {
  const run = async (one) => {
    try {
      page.tested.set(one.name, await post(`alert-channels/${part(one.name)}/test`));
    } catch (error) {
      toast(wrong(error), "failed");
    }
    app.update();
  };
  return html`<section class="channels"><h2>${t("channels")}</h2><p class="hint">${t("channels.about")}</p>
    ${all.length === 0 ? html`<p class="empty">${t("channels.none")}</p>` : table(t("channels"), [
      { name: t("channels.name"), kind: "name", cell: (one) => html`<span data-row tabindex="-1">${t(`channels.${one.name}`)}</span>` },
      { name: t("channels.answer"), kind: "wide", cell: (one) => answer(page.tested.get(one.name)) },
      { name: t("act"), kind: "acts", cell: (one) => (app.everywhere() ? button(t("channels.test"), () => run(one), { describe: `${t("channels.test")}: ${t(`channels.${one.name}`)}` }) : nothing) },
    ], all)}</section>`;
}

const answer = (tested) => html`<span role="status">${tested
  ? html`${badge(tested.delivered ? "sent" : "given-up", t(tested.delivered ? "channels.delivered" : "channels.failed"))} ${visible(tested.answer)}`
  : t("channels.untested")}</span>`;
