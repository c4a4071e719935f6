/** What administrators write about an incident, and who works on it. */

import { html, nothing } from "../lib/lit-html.js";
import { call, part, post, remove } from "./api.js";
import { ask } from "./dialog.js";
import { decide } from "./page.js";
import { t } from "./text.js";
import { button, toast, user } from "./ui.js";

const LONGEST = 4000;

const assignee = (id) => `incidents/${part(id)}/assignee`;

/** Who asks works on it from now on. */
export const takeOne = (id) => call("PUT", assignee(id), { body: {} });

/** The same, and says so. */
export const take = (id, after) => decide(() => takeOne(id), t("work.taken"), after);

const leave = (id, after) => decide(() => remove(assignee(id)), t("work.left"), after);

/** Who works on it, with the button that changes it. */
export function worker(app, incident, after) {
  const mine = incident.assignee === app.session?.name;
  return html`<span class="worker"><span>${incident.assignee ? html`${t("work.by")} ${user(incident.assignee)}` : t("work.nobody")}</span>
    ${!app.may("analyst") ? nothing
      : mine ? button(t("work.leave"), () => leave(incident.id, after))
      : button(t("work.take"), () => take(incident.id, after))}</span>`;
}

/** Asks for a comment, and keeps it. */
export function comment(id, after) {
  return ask({
    title: t("comment.add"),
    body: html`<label class="field"><span>${t("comment")}</span>
      <textarea name="comment" rows="5" required maxlength=${LONGEST}></textarea></label>`,
    action: t("comment.add"),
    act: async ({ comment: text }) => {
      await post(`incidents/${part(id)}/comments`, { comment: text });
      toast(t("comment.added"));
      after?.();
    },
  });
}
