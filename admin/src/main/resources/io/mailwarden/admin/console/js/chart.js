/** Small charts: bars in SVG, with the same as words for who cannot see them. */

import { html, svg } from "../lib/lit-html.js";
import { locale, number, t } from "./text.js";

const HEIGHT = 96;

/**
 * Stacked bars.
 *
 * @param bars {{name: string, parts: {kind: string, value: number}[]}[]}
 * @param labelled every how many bars one is named
 */
export function bars(title, values, labelled = 1) {
  const most = Math.max(1, ...values.map(total));
  const wide = 640 / values.length;
  const describe = values.filter((bar) => total(bar) > 0).map((bar) => `${bar.name}: ${number(total(bar))}`);
  return html`<figure class="chart">
    <svg viewBox="0 0 640 ${HEIGHT + 22}" role="img" aria-label=${`${title}. ${describe.join(", ")}`}>
      <line class="axis" x1="0" x2="640" y1=${HEIGHT} y2=${HEIGHT}></line>
      <text class="most" x="0" y="13">${number(most)}</text>
      ${values.map((bar, at) => column(bar, at, wide, most, at % labelled === 0))}
    </svg>
  </figure>`;
}

const total = (bar) => bar.parts.reduce((sum, { value }) => sum + value, 0);

function column(bar, at, wide, most, named) {
  let y = HEIGHT;
  const stack = bar.parts.filter(({ value }) => value > 0).map(({ kind, value }) => {
    const high = Math.max(2, (value / most) * (HEIGHT - 16));
    y -= high;
    return svg`<rect class=${kind} x=${at * wide + wide * 0.12} y=${y} width=${wide * 0.76} height=${high} rx="2"></rect>`;
  });
  return svg`<g><title>${`${bar.name}: ${total(bar)}`}</title>
    <rect class="ground" x=${at * wide} y="0" width=${wide} height=${HEIGHT}></rect>${stack}
    ${named ? svg`<text x=${at * wide + wide / 2} y=${HEIGHT + 16} text-anchor="middle">${bar.short ?? bar.name}</text>` : ""}</g>`;
}

/** Incidents by the day on which they were opened. */
export function days(incidents, count) {
  const format = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short" });
  const short = new Intl.DateTimeFormat(locale(), { day: "numeric" });
  const midnight = new Date().setHours(0, 0, 0, 0);
  const values = Array.from({ length: count }, (_, at) => {
    const day = new Date(midnight);
    day.setDate(day.getDate() - (count - 1 - at));
    const those = incidents.filter((one) => new Date(one.opened).toDateString() === day.toDateString());
    const parts = ["critical", "suspected"].map((kind) => ({
      kind,
      value: those.filter(({ severity }) => severity === kind).length,
    }));
    return { name: format.format(day), short: short.format(day), parts };
  });
  return html`${bars(t("overview.days", { n: count }), values)} ${legend(["critical", "suspected"], "severity")}`;
}

export const legend = (kinds, group) =>
  html`<p class="legend">${kinds.map((kind) => html`<span><i class=${kind}></i>${t(`${group}.${kind}`)}</span>`)}</p>`;

/** Logins by hour of the day, in the reader's zone. */
export function hours(logins) {
  const values = Array.from({ length: 24 }, (_, hour) => {
    const those = logins.filter(({ at }) => new Date(at).getHours() === hour);
    const odd = those.filter(({ anomalies, outcome }) => anomalies.length > 0 || outcome !== "accepted").length;
    return {
      name: `${String(hour).padStart(2, "0")}:00`,
      short: String(hour),
      parts: [
        { kind: "usual", value: those.length - odd },
        { kind: "odd", value: odd },
      ],
    };
  });
  return html`${bars(t("account.hours"), values, 3)} ${legend(["usual", "odd"], "chart")}`;
}
