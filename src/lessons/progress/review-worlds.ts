/** Worlds that questions are asked about: simple ones, each with one pod that fails in its own way. */
const WORLDS = [
  "wrong-tag",
  "typo-repo",
  "private-no-secret",
  "secret-wrong-namespace",
  "secret-wrong-host",
  "secret-wrong-type",
  "expired-token",
  "stale-secret-public-image",
  "rate-limited",
  "dns-failure",
  "tls-unknown-ca",
  "policy-never",
  "slow-not-broken",
  "registry-outage",
] as const;

/** How far apart the worlds of two rounds begin. */
const STRIDE = 5;

/** The worlds in the order of a round: each begins with another. A test is of round 0, so that a seed gives the same one everywhere. */
export function reviewWorlds(round: number): readonly string[] {
  const from = (round * STRIDE + 1) % WORLDS.length;
  return [...WORLDS.slice(from), ...WORLDS.slice(0, from)];
}
