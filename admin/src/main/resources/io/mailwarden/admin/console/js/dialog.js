/** Questions that stand above the page: confirmations and short forms. */

import { html, nothing, render } from "../lib/lit-html.js";
import { t } from "./text.js";
import { wrong } from "./ui.js";

/** The values of a form: strings, and booleans for boxes. */
function values(form) {
  const all = {};
  for (const control of form.elements) {
    if (control.name) {
      all[control.name] = control.type === "checkbox" ? control.checked : control.value.trim();
    }
  }
  return all;
}

function refuse(shown, error) {
  const place = shown.querySelector(".wrong");
  place.textContent = wrong(error);
  place.hidden = false;
}

/**
 * Asks. What is confirmed is done while the dialog is open: when it fails, the dialog says why and stays.
 *
 * @param question {{title: string, body?: unknown, action: string, danger?: boolean, act: (values) => Promise}}
 * @returns {Promise<boolean>} whether it was done
 */
export function ask(question) {
  return new Promise((resolve) => {
    const shown = document.createElement("dialog");
    shown.setAttribute("aria-labelledby", "dialog-title");
    let done = false;
    const submit = async (event) => {
      event.preventDefault();
      const form = event.target;
      form.querySelector("[data-act]").disabled = true;
      try {
        done = (await question.act(values(form))) !== false;
        shown.close();
      } catch (error) {
        refuse(shown, error);
        form.querySelector("[data-act]").disabled = false;
      }
    };
    shown.addEventListener("close", () => {
      shown.remove();
      resolve(done);
    });
    render(form(question, submit, () => shown.close()), shown);
    document.body.append(shown);
    shown.showModal();
    shown.querySelector("input, select, textarea, [data-act]").focus();
  });
}

function form(question, submit, cancel) {
  return html`<form @submit=${submit} autocomplete="off">
    <h2 id="dialog-title">${question.title}</h2>
    ${question.body ?? nothing}
    <p class="wrong" role="alert" hidden></p>
    <div class="answers">
      <button type="submit" data-act class=${question.danger ? "danger" : "primary"}>
        ${question.action}
      </button>
      <button type="button" @click=${cancel}>${t("cancel")}</button>
    </div>
  </form>`;
}

/** Shows something that needs no answer. */
export function tell(title, body) {
  const shown = document.createElement("dialog");
  shown.setAttribute("aria-labelledby", "dialog-title");
  shown.addEventListener("close", () => shown.remove());
  render(
    html`<h2 id="dialog-title">${title}</h2>
      ${body}
      <div class="answers"><button type="button" class="primary" autofocus @click=${() => shown.close()}>${t("close")}</button></div>`,
    shown,
  );
  document.body.append(shown);
  shown.showModal();
  return shown;
}
