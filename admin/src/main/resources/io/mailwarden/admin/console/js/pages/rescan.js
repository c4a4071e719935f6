/** What the re-scan of an incident found, and the notice to those whom malicious mail reached. */

import { html, nothing } from "../../lib/lit-html.js";
import { get, part, post } from "../api.js";
import { ask } from "../dialog.js";
import { named, t, visible } from "../text.js";
import { badge, button, few, field, toast, user, wrong } from "../ui.js";

export function rescan(app, id, scan, load) {
  const { counts } = scan;
  return html`<section><h2>${t("rescan")}</h2>
    <p>${badge("", named("rescan.state", scan.state))}
      ${t("rescan.counts", { scanned: counts.scanned, malicious: counts.malicious, quarantined: counts.quarantined, left: counts.left, unread: counts.unread })}
      ${app.may("analyst") && counts.left > 0 ? button(t("rescan.warn"), () => warn(id, load)) : nothing}</p>
    ${few(scan.items.filter(({ verdict }) => verdict !== "clean"), 3, (some) => html`<ul class="findings">${some.map(found)}</ul>`)}
  </section>`;
}

const found = (one) => html`<li>
  <p class="line"><strong>${user(one.message.subject || t("subject.none"))}</strong> ${badge(one.verdict, named("verdict", one.verdict))}</p>
  <p>${visible(one.reasons.join("; "))}</p>
  <p class="small-print">${one.copies.map((copy) => html`<span>${user(copy.who)}: ${named("deed", copy.deed)}</span> `)}</p>
</li>`;

async function warn(id, load) {
  let notice;
  try {
    notice = await get(`incidents/${part(id)}/notice`);
  } catch (error) {
    toast(wrong(error), "failed");
    return;
  }
  await ask({
    title: t("rescan.warn.ask", { n: notice.waiting.length }),
    body: html`<p>${visible(notice.waiting.slice(0, 20).join(", "))}</p>
      <p><strong>${visible(notice.subject)}</strong></p>
      ${field(t("rescan.warn.text"), html`<textarea name="text" rows="10" required .value=${notice.text}></textarea>`)}`,
    action: t("rescan.warn"),
    danger: true,
    act: async ({ text }) => {
      const { sent, failed } = await post(`incidents/${part(id)}/notice`, text === notice.text.trim() ? undefined : { text });
      toast(t("rescan.warned", { n: sent, failed }));
      load();
    },
  });
}
