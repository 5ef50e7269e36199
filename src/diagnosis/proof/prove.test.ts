import { expect, onTestFinished, test } from "vitest";

import { serveFleet } from "../../../bench/diagnosis/fleet.ts";
import { ok } from "../../base/index.ts";
import { gatherPods } from "../../cluster/index.ts";
import { rulesOf } from "../../kinds/index.ts";
import { snapshotOfObjects } from "../../kubectl/index.ts";
import { createHttpsTransport } from "../../node/index.ts";
import { DEFAULT_LIMITS, RegistrySession } from "../../registry/index.ts";
import { diagnose } from "../verdicts/index.ts";
import { prove } from "./prove.ts";

test("prove() looks at many pods as at few: each image and login is asked for once, and no secret is read twice", async () => {
  const fleet = await serveFleet({ pods: 100, images: 10, latency: 0 });
  onTestFinished(() => fleet.close());
  const signal = AbortSignal.timeout(60_000);
  const send = async ({ method, path }: { readonly method: string; readonly path: string }) => {
    const answer = await fetch(`${fleet.url}${path}`, { method });
    return ok({ status: answer.status, body: await answer.json() });
  };
  const reader = { access: { server: fleet.url, namespace: "default", send }, signal };
  const gathered = await gatherPods(reader, { namespace: "default", objects: [] });
  if (!gathered.ok) throw new Error(gathered.fault.message);
  const { objects } = gathered.value;
  const now = (): number => Date.now();
  const rules = rulesOf("1.35");
  const clock = { now, sleep: () => Promise.resolve() };
  const session = (hosts: readonly string[]): RegistrySession => {
    const policy = {
      hosts,
      realms: [],
      plainHttp: [],
      redirects: [],
      limits: { ...DEFAULT_LIMITS, requestsPerHost: 1_000 },
    };
    return new RegistrySession({ transport: createHttpsTransport({ proxyFor: () => "" }), clock, policy });
  };

  const seen = snapshotOfObjects(objects, { now: now(), origin: "cluster" });
  const { snapshot } = await prove(seen, objects, { reader, now, rules, registry: { session, signal } });

  const causes = new Map<string, number>();
  for (const { cause, pods } of diagnose(snapshot, { rules }))
    causes.set(cause, (causes.get(cause) ?? 0) + pods.length);
  expect(Object.fromEntries(causes)).toEqual({
    "tag-not-found": 20,
    "repository-not-found": 20,
    "auth-missing": 20,
    "auth-wrong-credentials": 40,
  });
  expect(new Set(fleet.asked).size).toBe(fleet.asked.length);
  expect(fleet.asked.filter((line) => line.startsWith("GET /v2/ "))).toHaveLength(1);
  expect(new Set(fleet.calls).size).toBe(fleet.calls.length);
});
