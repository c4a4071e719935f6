/** The way in: name, password and code; and the first time, a second factor with a one-time code. */

import { html } from "../../lib/lit-html.js";
import { call } from "../api.js";
import { t } from "../text.js";
import { field, wrong } from "../ui.js";

/** RFC 7617, with the password in UTF-8. */
function basic(name, password) {
  const all = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...all))}`;
}

const nameAndPassword = () => html`
  ${field(t("signin.name"), html`<input name="name" required autocomplete="username" autocapitalize="none" spellcheck="false" />`)}
  ${field(t("signin.password"), html`<input name="password" type="password" required autocomplete="current-password" />`)}`;

const code = (required) => html`<input name="code" inputmode="numeric" autocomplete="one-time-code" ?required=${required}
  maxlength="40" spellcheck="false" />`;

const grouped = (secret) => String(secret).replace(/(.{4})(?=.)/g, "$1 ");

/** The page of who is not signed in. What is typed is kept only between the two steps of an enrolment. */
class SignIn {
  constructor(app) {
    this.app = app;
    this.step = "enter";
  }

  to(step) {
    Object.assign(this, { step, error: undefined, made: undefined, codes: undefined, kept: undefined });
    this.app.update();
  }

  async attempt(event, act) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.target));
    Object.assign(this, { busy: true, error: undefined });
    this.app.update();
    try {
      await act.call(this, form);
    } catch (error) {
      this.error = error.status === 401 ? t("signin.wrong") : wrong(error);
    }
    this.busy = false;
    this.app.update();
  }

  async enter({ name, password, code: shown }) {
    const headers = { Authorization: basic(name.trim(), password), ...(shown ? { "Mailwarden-Code": shown.trim() } : {}) };
    await call("POST", "console/sign-in", { headers, quiet: true });
    await this.app.start();
  }

  async enrol({ name, password, once }) {
    const headers = { Authorization: basic(name.trim(), password), "Mailwarden-Enrolment": once.trim() };
    const made = await call("POST", "console/enrol", { headers, quiet: true });
    Object.assign(this, { made, kept: headers, step: "scan" });
  }

  async prove({ code: shown }) {
    const headers = { ...this.kept, "Mailwarden-Code": shown.trim() };
    const { recoveryCodes } = await call("POST", "console/enrol", { headers, quiet: true });
    Object.assign(this, { codes: recoveryCodes, kept: undefined, made: undefined, step: "codes" });
  }

  form(act, words, fields) {
    return html`<form @submit=${(event) => this.attempt(event, act)}>
      ${fields}
      <p class="wrong" role="alert" ?hidden=${!this.error}>${this.error ?? ""}</p>
      <button type="submit" class="primary" ?disabled=${this.busy}>${words}</button>
    </form>`;
  }

  link(step, words) {
    return html`<p><button type="button" class="link" @click=${() => this.to(step)}>${words}</button></p>`;
  }

  body() {
    switch (this.step) {
      case "enrol":
        return html`<p>${t("enrol.about")}</p>
          ${this.form(this.enrol, t("enrol.next"), html`${nameAndPassword()}
            ${field(t("enrol.once"), html`<input name="once" required autocomplete="off" spellcheck="false" />`)}`)}
          ${this.link("enter", t("enrol.back"))}`;
      case "scan":
        return html`<p>${t("enrol.scan")}</p>
          <p><img class="qr" alt=${t("enrol.qr")} src=${`data:image/svg+xml,${encodeURIComponent(this.made.qr)}`} /></p>
          <p>${t("enrol.secret")} <code class="secret">${grouped(this.made.secret)}</code></p>
          ${this.form(this.prove, t("enrol.finish"), field(t("enrol.code"), code(true)))} ${this.link("enter", t("enrol.back"))}`;
      case "codes":
        return html`<p role="status">${t("enrol.done")}</p>
          <ul class="codes">${this.codes.map((one) => html`<li><code>${one}</code></li>`)}</ul>
          <p class="warning">${t("enrol.codes")}</p>
          <button type="button" class="primary" @click=${() => this.to("enter")}>${t("enrol.kept")}</button>`;
      default:
        return html`${this.form(this.enter, t("signin.enter"), html`${nameAndPassword()} ${field(t("signin.code"), code(false))}
            <p class="hint">${t("signin.code.hint")}</p>`)}
          ${this.link("enrol", t("enrol.first"))}`;
    }
  }

  title() {
    return this.step === "enter" ? t("signin.title") : t("enrol.title");
  }

  view() {
    return html`<main class="alone" id="content">
      <p class="brand"><img src="icon.svg" alt="" width="32" height="32" />Mailwarden</p>
      <h1 tabindex="-1">${this.title()}</h1>
      ${this.body()}
    </main>`;
  }
}

export const signIn = (app) => new SignIn(app);
