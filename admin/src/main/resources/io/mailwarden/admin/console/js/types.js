/** The detectors by name, as the API filters by them; takeover joins them. */
export const TYPES = [
  "takeover", "reported-by-owner", "scored-login", "impossible-travel", "new-country", "unusual-country", "unusual-network", "unusual-hour",
  "new-client", "outdated-client", "abused-client", "hidden-network", "malicious-address", "guessed-password",
  "rejected-password", "many-addresses", "cohort", "dormant-account", "concurrent-places", "submission-burst",
  "recipient-fan-out", "strangers", "sending-cap", "recipient-burst", "slow-drip", "stranger-flood", "same-text",
  "shared-text", "odd-message", "foreign-sender", "foreign-reply-to", "thread-hijack", "new-hand",
  "unusual-sending-hour", "new-link", "bounce-storm",
  "unusual-sending", "phishing-sent",
];
