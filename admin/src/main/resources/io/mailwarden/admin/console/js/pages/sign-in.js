/** The way in: name, password and code; and the first time, a second factor with a one-time code. */

import { html, nothing } from "../../lib/lit-html.js";
import { call } from "../api.js";
import { t } from "../text.js";
import { field, wrong } from "../ui.js";

/** RFC 7617, with the password in UTF-8. */
function basic(name, password) {
  const all = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...all))}`;
}

export function signIn(app) {
  const state = { step: "enter", error: undefined, busy: false, made: undefined, codes: undefined, kept: undefined };

  async function attempt(event, act) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.target));
    Object.assign(state, { busy: true, error: undefined });
    app.update();
    try {
      await act(form);
    } catch (error) {
      state.error = error.status === 401 ? t("signin.wrong") : wrong(error);
    }
    state.busy = false;
    app.update();
  }

  const to = (step) => () => {
    Object.assign(state, { step, error: undefined, made: undefined, codes: undefined, kept: undefined });
    app.update();
  };

  async function enter({ name, password, code }) {
    const headers = { Authorization: basic(name.trim(), password), ...(code ? { "Mailwarden-Code": code.trim() } : {}) };
    await call("POST", "console/sign-in", { headers, quiet: true });
    await app.start();
  }

  async function enrol({ name, password, once }) {
    const headers = { Authorization: basic(name.trim(), password), "Mailwarden-Enrolment": once.trim() };
    state.made = await call("POST", "console/enrol", { headers, quiet: true });
    Object.assign(state, { kept: headers, step: "scan" });
  }

  async function prove({ code }) {
    const headers = { ...state.kept, "Mailwarden-Code": code.trim() };
    const { recoveryCodes } = await call("POST", "console/enrol", { headers, quiet: true });
    Object.assign(state, { codes: recoveryCodes, kept: undefined, made: undefined, step: "codes" });
  }

  const nameAndPassword = () => html`
    ${field(t("signin.name"), html`<input name="name" required autocomplete="username" autocapitalize="none" spellcheck="false" />`)}
    ${field(t("signin.password"), html`<input name="password" type="password" required autocomplete="current-password" />`)}`;

  const code = (required) => html`<input name="code" inputmode="numeric" autocomplete="one-time-code" ?required=${required}
    maxlength="40" spellcheck="false" />`;

  const send = (words) => html`<p class="wrong" role="alert" ?hidden=${!state.error}>${state.error ?? ""}</p>
    <button type="submit" class="primary" ?disabled=${state.busy}>${words}</button>`;

  const steps = {
    enter: () => html`<form @submit=${(event) => attempt(event, enter)}>
        ${nameAndPassword()} ${field(t("signin.code"), code(false))}
        <p class="hint">${t("signin.code.hint")}</p>
        ${send(t("signin.enter"))}
      </form>
      <p><button type="button" class="link" @click=${to("enrol")}>${t("enrol.first")}</button></p>`,
    enrol: () => html`<p>${t("enrol.about")}</p>
      <form @submit=${(event) => attempt(event, enrol)}>
        ${nameAndPassword()}
        ${field(t("enrol.once"), html`<input name="once" required autocomplete="off" spellcheck="false" />`)}
        ${send(t("enrol.next"))}
      </form>
      ${back()}`,
    scan: () => html`<p>${t("enrol.scan")}</p>
      <p><img class="qr" alt=${t("enrol.qr")} src=${`data:image/svg+xml,${encodeURIComponent(state.made.qr)}`} /></p>
      <p>${t("enrol.secret")} <code class="secret">${grouped(state.made.secret)}</code></p>
      <form @submit=${(event) => attempt(event, prove)}>${field(t("enrol.code"), code(true))} ${send(t("enrol.finish"))}</form>
      ${back()}`,
    codes: () => html`<p role="status">${t("enrol.done")}</p>
      <ul class="codes">${state.codes.map((one) => html`<li><code>${one}</code></li>`)}</ul>
      <p class="warning">${t("enrol.codes")}</p>
      <button type="button" class="primary" @click=${to("enter")}>${t("enrol.kept")}</button>`,
  };

  const back = () => html`<p><button type="button" class="link" @click=${to("enter")}>${t("enrol.back")}</button></p>`;

  const title = () => (state.step === "enter" ? t("signin.title") : t("enrol.title"));

  return {
    title,
    view: () => html`<main class="alone" id="content">
      <p class="brand"><img src="icon.svg" alt="" width="32" height="32" />Mailwarden</p>
      <h1 tabindex="-1">${title()}</h1>
      ${steps[state.step]?.() ?? nothing}
    </main>`,
  };
}

const grouped = (secret) => String(secret).replace(/(.{4})(?=.)/g, "$1 ");
