import { afterEach, expect, test } from "vitest";

import { LoopbackHosts } from "../../test/registry-kit.ts";
import type { FaultWorld, RegistryWorld } from "../kinds/index.ts";
import { askRegistry, type RegistryQuestion } from "./index.ts";

// What worlds can do to a registry, as the client sees it.
const hosts = new LoopbackHosts();
afterEach(() => hosts.close());

function hub(faults: readonly FaultWorld[]): RegistryWorld {
  const tags = [{ tag: "1.27", platforms: ["linux/amd64"], size: 5000 }];
  return {
    host: "docker.io",
    network: { kind: "ok" },
    auth: { kind: "token", realm: "auth.docker.io", users: [] },
    repositories: [{ name: "library/nginx", public: true, tags }],
    faults,
    latency: 0,
  };
}

const image = { host: "docker.io", path: "library/nginx", tag: "1.27", digest: "" };

async function ask(fields: Partial<RegistryQuestion> = {}) {
  const session = hosts.session({ hosts: ["docker.io"] });
  return askRegistry(session, { image, ...fields }, AbortSignal.timeout(10_000));
}

test("askRegistry() reads what is left of an allowance without using it up, and is refused only where it pulls", async () => {
  const window = 21_600_000;
  const allowance = { kind: "allowance", limit: 100, remaining: 0, window, source: "192.0.2.7" } as const;
  const used = { kind: "status", status: 429, code: "TOOMANYREQUESTS" } as const;
  await hosts.serveWorld(
    hub([
      { from: 0, on: "manifest", fault: allowance },
      { from: 0, on: "manifest-get", fault: used },
    ]),
  );
  const left = { limit: 100, remaining: 0, window: 21_600, source: "192.0.2.7" };

  expect(await ask()).toMatchObject({ answer: { kind: "found" }, allowance: left });
  expect(await ask({ platform: { os: "linux", architecture: "amd64" } })).toMatchObject({
    answer: { kind: "rate-limited" },
    allowance: left,
  });
});

test("askRegistry() goes round in a circle for a while, not for ever", async () => {
  await hosts.serveWorld(hub([{ from: 0, on: "manifest", fault: { kind: "redirect" } }]));

  expect((await ask()).answer).toMatchObject({ kind: "not-asked", why: "too-many-redirects" });
  expect(hosts.arrived.filter(({ path }) => path.includes("/manifests/")).length).toBeLessThan(10);
});
