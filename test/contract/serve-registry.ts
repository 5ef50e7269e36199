import { ManualClock } from "../../src/base/index.ts";
import type { RegistryAuth, RegistryWorld } from "../../src/kinds/index.ts";
import { createRegistry } from "../../src/sandbox/registry/index.ts";
import { serve } from "../serve.ts";

const START = Date.parse("2026-01-05T09:00:00Z");

/** A registry of the sandbox on loopback over plain HTTP, empty, with one user `ci` where it asks for a login. */
export async function serveRegistry(kind: RegistryAuth["kind"]): Promise<{ host: string; close: () => void }> {
  const { url, close } = await serve(async (request) => registry.fetch(request));
  const { host } = new URL(url);
  const registry = createRegistry({ world: worldOf(host, kind), clock: new ManualClock(START), start: START });
  return { host, close };
}

function worldOf(host: string, kind: RegistryAuth["kind"]): RegistryWorld {
  const users = [{ username: "ci", password: "right" }];
  const auth: Readonly<Record<typeof kind, RegistryAuth>> = {
    none: { kind: "none" },
    basic: { kind: "basic", users },
    token: { kind: "token", realm: `${host}/token`, users },
  };
  return { host, network: { kind: "plain-http" }, auth: auth[kind], repositories: [], faults: [], latency: 0 };
}
