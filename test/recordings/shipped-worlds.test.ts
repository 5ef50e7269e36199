import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { World } from "../../src/kinds/index.ts";
import { failedActions, readWorld, runWorld } from "../../src/sandbox/index.ts";
import { readStory } from "./story.ts";
import { type Telling, tellingsOfStory, tellingsOfTrace } from "./telling.ts";

const WORLDS = join(import.meta.dirname, "../../worlds");
const NAMES = readdirSync(WORLDS).map((file) => file.replace(/\.yaml$/, ""));

/** The recorded story that a shipped world tells again, with other names. */
const RECORDED: Readonly<Record<string, readonly [version: string, story: string]>> = {
  "corrupt-layer": ["v1.33.13", "s-corrupt"],
  "init-container": ["v1.33.13", "u-init"],
  "invalid-name": ["v1.33.13", "m-invalid-names"],
  "never-and-absent": ["v1.33.13", "n-never"],
  "no-platform": ["v1.33.13", "o-no-platform"],
  "no-such-host": ["v1.33.13", "j-no-such-host"],
  "present-but-private": ["v1.35.4", "x-present-private"],
  playground: ["v1.33.13", "h-hub-repository"],
  "private-no-secret": ["v1.33.13", "c-no-secret"],
  "rate-limited": ["v1.33.13", "p-rate-limit"],
  "registry-down": ["v1.33.13", "i-refused"],
  "same-image-twice": ["v1.33.13", "u-same-image"],
  "secret-created-later": ["v1.33.13", "f-secret-missing"],
  "secret-malformed": ["v1.33.13", "g-malformed-auth"],
  "secret-wrong-host": ["v1.33.13", "e-wrong-key"],
  "secret-wrong-namespace": ["v1.33.13", "f-secret-missing"],
  "secret-wrong-type": ["v1.33.13", "g-opaque"],
  "service-account-late": ["v1.33.13", "z-service-account"],
  "slow-not-broken": ["v1.33.13", "r-serial-queue"],
  "tag-pushed-later": ["v1.33.13", "b-push"],
  "two-containers": ["v1.33.13", "u-two-containers"],
  "two-secrets": ["v1.33.13", "e-two-secrets"],
  "unknown-authority": ["v1.33.13", "k-unknown-authority"],
  "wrong-password": ["v1.33.13", "d-wrong-password"],
  "wrong-repository": ["v1.33.13", "h-hub-repository"],
  "wrong-tag": ["v1.33.13", "b-set-image"],
};

/** Worlds whose story was not recorded, with what stands in for the recording. */
const NOT_RECORDED: Readonly<Record<string, string>> = {
  "stale-secret-public-image": "no such story among the recordings; the kubelet's credential vectors decide",
};

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(WORLDS, `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

/** Type, reason and wording of the first pod's events, with its own names taken out. */
function shapes(tellings: readonly Telling[]): string[] {
  const events = [...(tellings[0]?.events.keys() ?? [])].filter(
    (event) => !/Pulled|Created|Started|Killing/.test(event),
  );
  return [...new Set(events.map(withoutNames))];
}

function withoutNames(event: string): string {
  return event
    .replaceAll(/spec\.(\w+)\{[^}]*\}/g, "spec.$1{C}")
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/(?:[\w-]+\.)+(?:test|example|exmaple|io)(?::\d+)?[\w./:@-]*|\d+\.\d+\.\d+\.\d+(?::\d+)?/g, "NAME")
    .replaceAll(/\[manifests [^\]]*\]/g, "[manifests T]")
    .replaceAll(/DIGEST|(?<=sha256:)\w+/g, "D")
    .replaceAll(/Too many requests|You have reached your pull rate limit\./g, "LIMIT");
}

describe("shipped worlds", () => {
  test.each(NAMES)("%s runs, and its commands end as the world says", async (name) => {
    const trace = await runWorld(await worldOf(name));

    expect(failedActions(trace)).toEqual([]);
  });

  test.each(NAMES)("%s stands beside a recording, or says why not", (name) => {
    expect(name in RECORDED || name in NOT_RECORDED).toBe(true);
  });

  test.each(Object.entries(RECORDED))("%s tells the recorded story", async (name, [version, id]) => {
    const story = readStory(version, id);
    const trace = await runWorld(await worldOf(name), { kubelet: story.minor, runtime: story.runtime });

    const told = shapes(tellingsOfStory(story));
    const ours = shapes(tellingsOfTrace(trace, "default"));

    expect(ours.filter((shape) => !told.includes(shape))).toEqual([]);
    expect(told.filter((shape) => !ours.includes(shape))).toEqual([]);
  });
});
