/** What is said of incidents on several pages. */

const WEIGHT = { critical: 1, suspected: 0 };

/** The finding that matters most. */
export const gravest = (incident) =>
  [...incident.findings].sort((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity] || b.score - a.score)[0];

/** The one sentence that matters. */
export const sentence = (incident) => gravest(incident)?.explanation ?? "";

/** Whether it waits for somebody. */
export const undecided = (incident) => incident.state === "open";
