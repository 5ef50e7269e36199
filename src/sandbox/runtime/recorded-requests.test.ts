import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import type { Entry, FaultWorld, ImageWorld, RegistryWorld, RuntimeName } from "../../kinds/index.ts";
import { openRuntime, registryWorld } from "./test-runtime.ts";

/** What a registry of the recorded cluster was asked; entries about names and handshakes have no method. */
interface Asked {
  readonly t: number;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly auth?: string;
  readonly dns?: string;
  readonly answer?: string;
}

interface Story {
  readonly registry: Partial<RegistryWorld>;
  readonly image: string;
  /** Login of every pull but the last, and of the last; none when absent. */
  readonly auth?: "right" | "wrong";
  readonly last?: "right" | "wrong";
}

const RECORDINGS = join(import.meta.dirname, "../../../conformance/recordings");
const RUNTIMES: Readonly<Record<string, RuntimeName>> = {
  "v1.33.13": "containerd-1.6",
  "v1.30.14": "containerd-1.7",
  "v1.35.4": "containerd-2.2",
};

const puller = { username: "puller", password: "puller-pass" };
const image: ImageWorld = { tag: "1.4.2", platforms: ["linux/amd64"], size: 8000, format: "docker" };
const web = { name: "shop/web", public: false, tags: [image] };
const fault = (on: FaultWorld["on"], kind: FaultWorld["fault"]): readonly FaultWorld[] => [
  { from: 0, on, fault: kind },
];
const privately: Partial<RegistryWorld> = { repositories: [web], auth: { kind: "basic", users: [puller] } };
const foreign = { ...web, tags: [{ ...image, platforms: ["linux/s390x", "linux/arm64"] }] };
const chart = { ...web, tags: [{ ...image, artifact: "chart" as const }] };

const STORIES: Readonly<Record<string, Story>> = {
  "a-wrong-tag": { registry: { repositories: [web] }, image: "registry.corp.test/shop/web:1.4.2-rcl" },
  "h-no-repository": { registry: {}, image: "registry.corp.test/shop/webx:1.4.2" },
  "n-never": { registry: { repositories: [web] }, image: "registry.corp.test/shop/web:1.4.2" },
  "c-no-secret": { registry: privately, image: "registry.corp.test/shop/web:1.4.2", last: "right" },
  "d-wrong-password": {
    registry: privately,
    image: "registry.corp.test/shop/web:1.4.2",
    auth: "wrong",
    last: "right",
  },
  "h-hub-repository": {
    registry: { host: "docker.io", auth: { kind: "token", realm: "auth.docker.io", users: [] } },
    image: "nginxx:1.27",
  },
  "p-rate-limit": {
    registry: { faults: fault("any", { kind: "status", status: 429 }) },
    image: "registry.corp.test/shop/web:1.4.2",
  },
  "q-500": {
    registry: { faults: fault("any", { kind: "status", status: 500 }) },
    image: "registry.corp.test/shop/web:1.4.2",
  },
  "s-corrupt": {
    registry: { repositories: [web], faults: fault("layer", { kind: "corrupt" }) },
    image: "registry.corp.test/shop/web:1.4.2",
  },
  "o-no-platform": { registry: { repositories: [foreign] }, image: "registry.corp.test/shop/web:1.4.2" },
  "t-chart": { registry: { repositories: [chart] }, image: "registry.corp.test/shop/web:1.4.2" },
  "t-media-type": {
    registry: { repositories: [web], faults: fault("any", { kind: "media-type", mediaType: "application/x" }) },
    image: "registry.corp.test/shop/web:1.4.2",
  },
  "j-no-such-host": { registry: { host: "other.corp.test" }, image: "registry.crop.test/shop/web:1.4.2" },
};

function kindOf(path: string): string {
  if (path.includes("/token")) return "token";
  if (path.includes("/blobs/")) return "blob";
  return path.includes("/manifests/sha256:") ? "manifest by digest" : "manifest by tag";
}

/** One list a pull: more than three seconds lie between two. Names are asked for two types in any order; once is enough. */
function recordedPulls(path: string): string[][] {
  const pulls: string[][] = [];
  let before = -Infinity;
  for (const { t, method, path: url = "", status, auth, dns, answer } of readJsonLines(path) as Asked[]) {
    if (t - before > 3) pulls.push([]);
    before = t;
    const text = method === undefined ? `name: ${answer}` : `${method} ${kindOf(url)} ${status} ${auth}`;
    const pull = pulls.at(-1) ?? [];
    if (dns === undefined || !pull.includes(text)) pull.push(text);
  }
  return pulls;
}

function told(entries: readonly Entry[], withNames: boolean): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "dns") return withNames ? [`name: ${entry.data.answer}`] : [];
    if (entry.kind !== "http") return [];
    const { method, url, status, auth } = entry.data;
    return [`${method} ${kindOf(new URL(url).pathname)} ${status} ${auth}`];
  });
}

const ROWS = Object.keys(RUNTIMES).flatMap((version) =>
  Object.keys(STORIES)
    .map((story) => [version, story, join(RECORDINGS, version, story, "registry.jsonl.gz")] as const)
    .filter(([, , path]) => existsSync(path)),
);

describe("a node asks its registries what the recorded node asked", () => {
  test.each(ROWS)("%s %s", async (version, name, path) => {
    const { registry, image: asked, auth, last = auth } = STORIES[name] ?? { registry: {}, image: "" };
    const recorded = recordedPulls(path);
    const { pull, entries } = openRuntime({
      name: RUNTIMES[version] ?? "cri-o",
      registries: [registryWorld(registry)],
    });
    const made: string[][] = [];

    for (const index of recorded.keys()) {
      const which = index === recorded.length - 1 ? last : auth;
      const from = entries.length;
      await pull({
        image: asked,
        ...(which && { auth: { ...puller, password: which === "right" ? puller.password : "wrong" } }),
      });
      made.push(told(entries.slice(from), name === "j-no-such-host"));
    }

    expect(made).toEqual(recorded);
  });

  test("each version of the recordings is of the runtime that this test takes it for", () => {
    for (const [version, runtime] of Object.entries(RUNTIMES)) {
      const scenario = gunzipSync(readFileSync(join(RECORDINGS, version, "a-wrong-tag/scenario.json.gz"))).toString();
      expect(scenario).toContain(`"containerd://${runtime.slice("containerd-".length)}`);
    }
    expect(ROWS.length).toBeGreaterThan(30);
  });
});
