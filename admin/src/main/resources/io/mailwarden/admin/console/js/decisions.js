/** What an administrator may decide, with its questions. Used on several pages. */

import { html } from "../lib/lit-html.js";
import { part, post, remove } from "./api.js";
import { ask, tell } from "./dialog.js";
import { addresses, isV4, network, sizes, usual } from "./net.js";
import { decide } from "./page.js";
import { named, t } from "./text.js";
import { choice, field, toast, user } from "./ui.js";

export const confirmIncident = (id, after) =>
  decide(() => post(`incidents/${part(id)}/confirm`), t("decide.confirm.done"), after);

/**
 * One click where little is at stake; a critical one asks, since it cannot be taken back. What a colleague decided
 * meanwhile stays.
 */
export async function dismissIncident(incident, after) {
  const act = () => post(`incidents/${part(incident.id)}/dismiss`, undefined, { seen: incident.state });
  if (incident.severity !== "critical") {
    return decide(act, t("decide.dismiss.done"), after);
  }
  return confirmed(
    { title: t("decide.dismiss.ask"), body: html`<p>${t("decide.dismiss.does")}</p>`, action: t("decide.dismiss"), act },
    t("decide.dismiss.done"),
    after,
  );
}

/** Asks, does, tells. */
export async function confirmed(question, words, after) {
  let result;
  const act = async (values) => {
    try {
      result = await question.act(values);
    } catch (error) {
      // A colleague was faster: the page behind the question shows what he did.
      if (error.status === 409 || error.status === 404) {
        after?.();
      }
      throw error;
    }
  };
  const done = await ask({ ...question, act });
  if (done) {
    toast(typeof words === "function" ? words(result) : words);
    after?.();
  }
  return done;
}

export const releaseAll = (incident, after) =>
  confirmed(
    {
      title: t("decide.releaseAll.ask", { n: incident.waitingMessages ?? 0 }),
      body: html`<p>${t("decide.releaseAll.does")}</p>`,
      action: t("decide.releaseAll"),
      danger: true,
      act: () => post(`incidents/${part(incident.id)}/release`),
    },
    ({ messages }) => t("decide.released", { n: messages }),
    after,
  );

export const deleteAll = (incident, after) =>
  confirmed(
    {
      title: t("decide.deleteAll.ask", { n: incident.waitingMessages ?? 0 }),
      body: html`<p>${t("decide.deleteAll.does")}</p>`,
      action: t("decide.deleteAll"),
      danger: true,
      act: () => remove(`incidents/${part(incident.id)}/held`),
    },
    ({ messages }) => t("decide.deleted", { n: messages }),
    after,
  );

export const releaseOne = (message, after) =>
  confirmed(
    {
      title: t("decide.release.ask"),
      body: html`<p>${user(message.subject || t("subject.none"))}</p>
        <p>${t("decide.release.does", { n: message.recipients.length })}</p>`,
      action: t("decide.release"),
      danger: true,
      act: () => post(`held/${part(message.id)}/release`),
    },
    t("decide.released", { n: 1 }),
    after,
  );

export const deleteOne = (message, after) =>
  confirmed(
    {
      title: t("decide.delete.ask"),
      body: html`<p>${user(message.subject || t("subject.none"))}</p>
        <p>${t("decide.delete.does")}</p>`,
      action: t("decide.delete"),
      danger: true,
      act: () => remove(`held/${part(message.id)}`),
    },
    t("decide.deleted", { n: 1 }),
    after,
  );

export const endAll = (account, after) =>
  confirmed(
    {
      title: t("decide.end.ask"),
      body: html`<p>${user(account)}</p>
        <p>${t("decide.end.does")}</p>`,
      action: t("decide.end"),
      danger: true,
      act: () => remove("sessions", { account }),
    },
    ({ ended }) => t("decide.ended", { n: ended }),
    after,
  );

export const unblock = (account, after) =>
  confirmed(
    {
      title: t("decide.unblock.ask"),
      body: html`<p>${user(account)}</p>
        <p>${t("decide.unblock.does")}</p>
        <p><strong>${t("decide.unblock.password")}</strong></p>`,
      action: t("decide.unblock"),
      danger: true,
      act: () => remove(`accounts/${part(account)}/block`),
    },
    ({ lifted }) => t("decide.unblocked", { n: lifted }),
    after,
  );

/** Sets a password that nobody knew before, and shows it once. */
export async function newPassword(account, after) {
  let made;
  const done = await ask({
    title: t("decide.password.ask"),
    body: html`<p>${user(account)}</p>
      <p>${t("decide.password.does")}</p>`,
    action: t("decide.password"),
    danger: true,
    act: async () => void (made = await post(`accounts/${part(account)}/password`)),
  });
  if (done) {
    tell(t("decide.password.done"), html`<p>${user(account)}</p>
      <p><code class="secret">${made.password}</code></p>
      <p>${t("decide.password.once")}</p>`);
    after?.();
  }
}

const RESTRICTIONS = ["hold", "defer", "refuse", "block"];

/** When, from a local date field, in UTC; undefined when it is empty. */
const instant = (local) => (local ? new Date(local).toISOString() : undefined);

const until = () => field(t("until"), html`<input type="datetime-local" name="until" />`);

export const block = (account, after) =>
  confirmed(
    {
      title: t("decide.block.ask"),
      body: html`<p>${user(account)}</p>
        ${field(t("restriction"), choice("restriction", RESTRICTIONS.map((name) => [name, t(`restriction.${name}.does`)]), "block"))}
        ${field(t("reason"), html`<input name="reason" required maxlength="300" />`)} ${until()}`,
      action: t("decide.block"),
      danger: true,
      act: ({ reason, restriction, until: end }) =>
        post(`accounts/${part(account)}/block`, { reason, restriction, until: instant(end) }),
    },
    t("decide.blocked"),
    after,
  );

function sizeWords(address, bits) {
  return isV4(address)
    ? `${network(address, bits)} · ${t("safe.addresses", { n: addresses(bits) })}`
    : network(address, bits);
}

function scopes(account, everybody) {
  const domain = account.includes("@") ? account.slice(account.lastIndexOf("@") + 1) : "";
  return [
    ["account", t("safe.for.account", { account })],
    ...(domain ? [["domain", t("safe.for.domain", { domain })]] : []),
    ...(everybody ? [["everybody", t("safe.for.everybody")]] : []),
  ];
}

/** Marks the network around an address as safe. */
export const markSafe = (app, account, { address, anomalies }, after) =>
  confirmed(
    {
      title: t("safe.mark"),
      body: html`<p>${t("safe.does")}</p>
        ${anomalies.length > 0 ? html`<p class="warning">${t("safe.odd", { types: anomalies.map((type) => named("type", type)).join(", ") })}</p>` : ""}
        ${field(t("network"), choice("network", sizes(address).map((bits) => [network(address, bits), sizeWords(address, bits)]),
          network(address, usual(address))))}
        ${field(t("safe.for"), choice("scope", scopes(account, app.everywhere() && app.may("administrator")), "account"))}
        ${app.everywhere() && app.may("administrator") ? html`<p class="warning everybody">${t("safe.everybody.warning")}</p>` : ""}
        ${field(t("description"), html`<input name="description" required maxlength="200" />`)} ${until()}`,
      action: t("safe.mark"),
      act: (values) => post("safe-networks", safeBody(values, account)),
    },
    t("safe.marked"),
    after,
  );

function safeBody({ network: chosen, scope, description, until: end }, account) {
  return {
    network: chosen,
    description,
    expires: instant(end),
    account: scope === "account" ? account : undefined,
    domain: scope === "domain" ? account.slice(account.lastIndexOf("@") + 1) : undefined,
    everybody: scope === "everybody" ? true : undefined,
  };
}
