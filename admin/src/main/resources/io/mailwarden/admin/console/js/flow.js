/** What happened, step by step: logins, messages and anomalies, each on a line of its own with a scale of its own. */

import { html, svg } from "../lib/lit-html.js";
import { get } from "./api.js";
import { locale, number, t, zone } from "./text.js";
import { when } from "./ui.js";

const LEFT = 8;
const WIDE = 624;
const HIGH = 40;
const STEP_HIGH = 66;
const MINUTE = 60_000;
const LINES = [
  { name: "logins", parts: [["usual", "logins"], ["odd", "refused"]] },
  { name: "messages", parts: [["usual", "messages"]] },
  { name: "anomalies", parts: [["suspected", "anomalies"]] },
];

/** The last days, by the hour. */
export function week(query) {
  return get("timeline", { ...query, step: "PT1H" });
}

/** The time of an incident of an account and a day before, in some hundred steps. */
export function around(incident) {
  const from = new Date(incident.opened).getTime() - 24 * 60 * MINUTE;
  const to = new Date(incident.updated).getTime() + 60 * MINUTE;
  const minutes = Math.max(5, Math.ceil((to - from) / 120 / MINUTE / 5) * 5);
  return get("timeline", {
    account: incident.account,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    step: `PT${minutes}M`,
  });
}

const total = (step, parts) => parts.reduce((sum, [, name]) => sum + step[name], 0);

/** The chart of a time line; nothing but words where nothing happened. */
export function flow(title, timeline) {
  const { steps } = timeline;
  const sums = LINES.map(({ name, parts }) => `${t(`flow.${name}`)}: ${number(steps.reduce((sum, step) => sum + total(step, parts), 0))}`);
  if (steps.every((step) => LINES.every(({ parts }) => total(step, parts) === 0))) {
    return html`<p class="empty">${t("flow.none")}</p>`;
  }
  const marks = days(timeline);
  return html`<figure class="chart flow">
      <svg viewBox="0 0 640 ${LINES.length * STEP_HIGH + 18}" role="img" aria-label=${`${title}. ${sums.join(", ")}`}>
        ${LINES.map((line, at) => strip(line, at * STEP_HIGH, steps))} ${marks}
      </svg>
    </figure>
    <p class="legend">${["usual", "odd", "suspected"].map((kind) => html`<span><i class=${kind}></i>${t(`flow.kind.${kind}`)}</span>`)}</p>
    ${timeline.complete ? html`<p class="hint">${t("flow.cut")} ${when(timeline.complete, "full")}</p>` : ""}`;
}

function strip({ name, parts }, top, steps) {
  const most = Math.max(1, ...steps.map((step) => total(step, parts)));
  const wide = WIDE / steps.length;
  const base = top + STEP_HIGH - 4;
  return svg`<g>
    <text class="most" x="0" y=${top + 14}>${t(`flow.${name}`)} · ${t("flow.most", { n: most })}</text>
    <line class="axis" x1=${LEFT} x2=${LEFT + WIDE} y1=${base} y2=${base}></line>
    ${steps.map((step, at) => bar(step, parts, { x: LEFT + at * wide, wide, base, most }))}
  </g>`;
}

function bar(step, parts, { x, wide, base, most }) {
  let y = base;
  const stack = parts.filter(([, name]) => step[name] > 0).map(([kind, name]) => {
    const high = Math.max(2, (step[name] / most) * HIGH);
    y -= high;
    return svg`<rect class=${kind} x=${x} y=${y} width=${Math.max(1, wide * 0.84)} height=${high}></rect>`;
  });
  return stack.length === 0 ? "" : svg`<g><title>${described(step)}</title>${stack}</g>`;
}

function described(step) {
  const at = new Intl.DateTimeFormat(locale(), { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const counts = ["logins", "refused", "messages", "anomalies"].filter((name) => step[name] > 0);
  return `${at.format(new Date(step.at))} (${zone()}): ${counts.map((name) => `${t(`flow.${name}`)} ${number(step[name])}`).join(", ")}`;
}

/** Where days begin, or hours of a shorter time. */
function days({ from, to }) {
  const first = new Date(from).getTime();
  const span = new Date(to).getTime() - first;
  const short = span < 3 * 24 * 60 * MINUTE;
  const format = new Intl.DateTimeFormat(locale(), short ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { weekday: "short", day: "numeric" });
  const mark = new Date(first);
  mark.setHours(short ? Math.ceil((mark.getHours() + 1) / 6) * 6 : 24, 0, 0, 0);
  const marks = [];
  while (mark.getTime() < first + span) {
    const x = LEFT + ((mark.getTime() - first) / span) * WIDE;
    if (x < 610) {
      marks.push(svg`<text x=${x} y=${LINES.length * STEP_HIGH + 14}>${format.format(mark)}</text>
        <line class="axis" x1=${x} x2=${x} y1=${LINES.length * STEP_HIGH - 4} y2=${LINES.length * STEP_HIGH + 2}></line>`);
    }
    mark.setHours(mark.getHours() + (short ? 6 : 24));
  }
  return marks;
}
