import type { World } from "../../../kinds/index.ts";
import { readWorldFile } from "../../worlds/read-world-file.ts";
import { worldFile } from "../../worlds/shipped.ts";

/** Worlds that questions are asked about: simple ones, each with one pod that fails in its own way. */
const NAMES = [
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

export async function practiceWorlds(): Promise<readonly World[]> {
  const read = await Promise.all(NAMES.map((name) => readWorldFile(worldFile(name), name)));
  return read.flatMap((world) => (world.ok ? [world.value] : []));
}
