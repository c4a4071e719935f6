/** Exceptions from an incident: what fits its findings, and what each would close, before it is saved. */

import { html, nothing, render } from "../lib/lit-html.js";
import { post } from "./api.js";
import { ask } from "./dialog.js";
import { named, t, visible } from "./text.js";
import { field, toast, user, wrong } from "./ui.js";

/** What is offered; nothing where this server offers none. */
export function exceptionsFor(app, proposals, load) {
  const some = (proposals ?? []).filter(({ proposals: all }) => all.length > 0);
  if (some.length === 0 || !app.may("analyst")) {
    return nothing;
  }
  return html`<section><h2>${t("exceptions.make")}</h2><p class="hint">${t("exceptions.make.about")}</p>
    <ul class="plain proposals">${some.map(({ type, proposals: all }) => html`<li><strong>${named("type", type)}</strong>
      <ul>${all.map((one) => html`<li><button type="button" class="small" @click=${() => make(one, load)}>${visible(one.words)}</button></li>`)}</ul>
    </li>`)}</ul></section>`;
}

const wanted = (body, form) => ({
  ...body,
  comment: form.comment.value.trim(),
  applyToPast: form.applyToPast.checked,
  expires: form.until.value ? new Date(form.until.value).toISOString() : undefined,
});

async function preview(body, form) {
  const place = form.querySelector(".closes");
  try {
    const { closes } = await post("exceptions/preview", { ...wanted(body, form), comment: form.comment.value.trim() || "…" });
    render(html`<p>${t("exceptions.closes", { n: closes.length })}</p>
      <ul class="plain">${closes.map((one) => html`<li><span>${user(one.account)}: ${visible(one.explanation)}</span></li>`)}</ul>`, place);
  } catch (error) {
    render(html`<p>${wrong(error)}</p>`, place);
  }
}

/** Saves; a second question where the server asks for one. */
async function save(body) {
  try {
    return await post("exceptions", body);
  } catch (error) {
    if (!/confirmed/.test(error.message)) {
      throw error;
    }
    let result;
    const sure = await ask({
      title: t("exceptions.sure"),
      body: html`<p class="warning">${visible(error.message)}</p>`,
      action: t("exceptions.make"),
      danger: true,
      act: async () => {
        result = await post("exceptions", { ...body, confirmed: true });
      },
    });
    return sure ? result : undefined;
  }
}

function make({ words, body }, load) {
  let form;
  const show = (event) => {
    form = event.target.form;
    if (form.applyToPast.checked) {
      preview(body, form);
    } else {
      render(nothing, form.querySelector(".closes"));
    }
  };
  return ask({
    title: t("exceptions.make"),
    body: html`<p><strong>${visible(words)}</strong></p>
      ${field(t("comment"), html`<input name="comment" required maxlength="300" />`)}
      ${field(t("until"), html`<input type="datetime-local" name="until" />`)}
      <label class="box"><input type="checkbox" name="applyToPast" @change=${show} /><span>${t("exceptions.past")}</span></label>
      <div class="closes" aria-live="polite"></div>`,
    action: t("exceptions.make"),
    act: async ({ comment, until, applyToPast }) => {
      const expires = until ? new Date(until).toISOString() : undefined;
      const made = await save({ ...body, comment, applyToPast, expires });
      if (!made) {
        return false;
      }
      toast(t("exceptions.made", { n: made.closed?.length ?? 0 }));
      load();
      return true;
    },
  });
}
