import { ManualClock } from "../../base/index.ts";
import type { ImageWorld, RegistryWorld } from "../../kinds/index.ts";

import { createRegistry, type Registry } from "./index.ts";

/** A small registry for this room's tests: `team/web` with an index (`1.0`) and a manifest (`single`). */
export const START: number = Date.parse("2026-01-05T09:00:00Z");
export const image: ImageWorld = { tag: "1.0", platforms: ["linux/amd64", "linux/arm64"], size: 5000 };
const single: ImageWorld = { ...image, tag: "single", platforms: ["linux/amd64"] };

export function registryWorld(fields: Partial<RegistryWorld> = {}): RegistryWorld {
  return {
    host: "registry.example",
    network: { kind: "ok" },
    auth: { kind: "none" },
    repositories: [{ name: "team/web", public: false, tags: [image, single] }],
    faults: [],
    latency: 0,
    ...fields,
  };
}

interface Opened {
  readonly clock: ManualClock;
  readonly registry: Registry;
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}

export function open(fields: Partial<RegistryWorld> = {}): Opened {
  const clock = new ManualClock(START);
  const registry = createRegistry({ world: registryWorld(fields), clock, start: START });
  return {
    clock,
    registry,
    ask: (path, init) => registry.fetch(new Request(`https://registry.example${path}`, init)),
  };
}

export async function errorCode(response: Response): Promise<string> {
  const body = (await response.json()) as { errors: { code: string; message: string }[] };
  return body.errors.map(({ code }) => code).join(",");
}
