import { ManualClock, type Outcome, SeededRandom } from "../../base/index.ts";
import type { Entry, NodeWorld, Recorder, RegistryWorld, RuntimeName } from "../../kinds/index.ts";
import type { CriError, PullImageRequest } from "../../kubelet/index.ts";
import { createNetwork } from "../registry/index.ts";
import type { Runtime } from "./contract.ts";
import { createRuntime } from "./create-runtime.ts";

/** A runtime over registries for this room's tests. */
export interface TestRuntime {
  readonly clock: ManualClock;
  readonly runtime: Runtime;
  readonly entries: readonly Entry[];
  /** Pulls and runs the clock until the pull has ended. */
  readonly pull: (request: Omit<PullImageRequest, "pod">) => Promise<Outcome<string, CriError>>;
  readonly change: (host: string, change: Parameters<NonNullable<Registry>["change"]>[0]) => void;
}

type Registry = ReturnType<ReturnType<typeof createNetwork>["registry"]>;

export const START: number = Date.parse("2026-01-05T09:00:00Z");
const HOUR = 3_600_000;

export function nodeWorld(fields: Partial<NodeWorld> = {}): NodeWorld {
  return {
    name: "node-1",
    platform: "linux/amd64",
    images: [],
    kubelet: {
      serializeImagePulls: true,
      registryPullQPS: 5,
      registryBurst: 10,
      imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
      preloadedImagesVerificationAllowlist: [],
    },
    timing: { sandboxStart: 400, containerStart: 100 },
    ...fields,
  };
}

export function registryWorld(fields: Partial<RegistryWorld> = {}): RegistryWorld {
  return {
    host: "registry.corp.test",
    network: { kind: "ok" },
    auth: { kind: "none" },
    repositories: [],
    faults: [],
    latency: 0,
    ...fields,
  };
}

export interface TestRuntimeOptions {
  readonly name?: RuntimeName;
  readonly node?: Partial<NodeWorld>;
  readonly registries: readonly RegistryWorld[];
}

export function openRuntime({ name = "containerd-2.2", node = {}, registries }: TestRuntimeOptions): TestRuntime {
  const clock = new ManualClock(START);
  const network = createNetwork({ registries, clock, start: START });
  const entries: Entry[] = [];
  const recorder: Recorder = {
    record: (kind, data, about) =>
      entries.push({ seq: entries.length, t: clock.now() - START, kind, data, ...about } as Entry) - 1,
  };
  const random = new SeededRandom(1);
  const runtime = createRuntime({
    name,
    node: nodeWorld(node),
    network,
    clock,
    random,
    recorder,
    podCidr: "10.244.0.0/24",
    hostAddress: "10.0.0.10",
  });
  return {
    clock,
    runtime,
    entries,
    change: (host, change) => network.registry(host)?.change(change),
    pull: async (request) => {
      let ended: Outcome<string, CriError> | undefined;
      clock.start(async () => {
        ended = await runtime.images.pullImage({ ...request, pod: "default/web" });
      });
      await clock.runUntil(clock.now() + HOUR);
      if (ended === undefined) throw new Error(`The pull of ${request.image} goes on for more than an hour`);
      return ended;
    },
  };
}
