import { ManualClock, SeededRandom } from "../src/base/index.ts";
import { DEFAULT_MINOR, type Entry, type Minor, type Recorder, type Rules, rulesOf } from "../src/kinds/index.ts";
import { type ApiServer, createApiServer } from "../src/sandbox/api/index.ts";
import { ensureNamespace, startControllers } from "../src/sandbox/controllers/index.ts";
import { createStore, type Store } from "../src/sandbox/store/index.ts";

export interface TestCluster {
  readonly api: ApiServer;
  readonly store: Store;
  readonly clock: ManualClock;
  readonly rules: Rules;
  readonly entries: readonly Entry[];
  /** Lets the controllers work for a while. */
  run(milliseconds: number): Promise<void>;
}

export interface TestClusterOptions {
  readonly minor?: Minor;
  readonly rules?: Partial<Rules>;
  readonly admission?: readonly string[];
  readonly namespace?: string;
  /** Absent: they run. */
  readonly controllers?: boolean;
  readonly tracksFields?: boolean;
  /** Where the store begins to count. */
  readonly resourceVersion?: number;
}

const START = Date.parse("2026-11-23T06:00:00Z");

/** An API server with controllers, one namespace and no node. */
export function testCluster(options: TestClusterOptions = {}): TestCluster {
  const rules = { ...rulesOf(options.minor ?? DEFAULT_MINOR), ...options.rules };
  const clock = new ManualClock(START);
  const random = new SeededRandom(1);
  const entries: Entry[] = [];
  const recorder: Recorder = {
    record: (kind, data, about = {}) =>
      entries.push({ seq: entries.length, t: clock.now() - START, kind, data, ...about } as Entry) - 1,
  };
  const store = createStore({ resourceVersion: options.resourceVersion ?? 0 });
  const { admission = [], tracksFields = false } = options;
  const api = createApiServer({ rules, admission, store, clock, random, recorder, tracksFields });
  if (options.controllers !== false) startControllers({ api, store, clock, random, recorder, rules });
  ensureNamespace(api, options.namespace ?? "default");
  return { api, store, clock, rules, entries, run: (milliseconds) => clock.runUntil(clock.now() + milliseconds) };
}

/** Adds a node that is ready, or not. */
export function addNode(cluster: TestCluster, name: string, ready = true): void {
  const labels = { "kubernetes.io/hostname": name, "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux" };
  const conditions = [{ type: "Ready", status: ready ? "True" : "False" }];
  const status = { conditions, allocatable: { cpu: "2", memory: "4Gi", pods: "110" } };
  const body = { apiVersion: "v1", kind: "Node", metadata: { name, labels }, spec: {}, status };
  cluster.api.handle({ verb: "create", resource: "nodes", namespace: "", name, body });
}
