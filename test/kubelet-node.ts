import { failed, ManualClock, ok, type Random } from "../src/base/index.ts";
import type {
  Entry,
  EntryKind,
  KubeletConfiguration,
  Pod,
  PodStatus,
  Recorder,
  Rules,
  SecretObject,
} from "../src/kinds/index.ts";
import {
  createKubelet,
  type CriError,
  type ImageService,
  type Kubelet,
  type KubeletApi,
  type WrittenEvent,
} from "../src/kubelet/index.ts";
import { type Program, TestRuntime } from "./kubelet-runtime.ts";

/** The instant of t = 0. */
export const START: number = Date.parse("2026-11-23T06:00:00Z");

/** How pulls of an image end: at once unless they take time; a hanging one ends when `pulls` says something else. */
export interface Pull {
  readonly error?: CriError;
  readonly took?: number;
  readonly program?: Program;
}

export interface Published {
  /** Milliseconds since the start. */
  readonly t: number;
  readonly uid: string;
  readonly status: PodStatus;
  readonly cause: number | undefined;
}

export interface NodeOptions {
  readonly rules: Rules;
  readonly random: Random;
  /** By image; what is not there is not found. */
  readonly pulls?: Readonly<Record<string, Pull>>;
  readonly present?: readonly string[];
  readonly secrets?: readonly SecretObject[];
  readonly serviceAccountSecrets?: readonly string[];
  readonly sandboxTook?: number;
  readonly sandboxError?: CriError;
  readonly startError?: CriError;
}

const CONFIGURATION: KubeletConfiguration = {
  serializeImagePulls: false,
  registryPullQPS: 0,
  registryBurst: 10,
  imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
  preloadedImagesVerificationAllowlist: [],
};

const NOT_FOUND: CriError = { grpcCode: "NotFound", message: "not found" };

/** A kubelet with a runtime and an API server that are just enough for it. */
export class KubeletNode {
  readonly clock: ManualClock = new ManualClock(START);
  readonly entries: Entry[] = [];
  readonly published: Published[] = [];
  readonly pulls: Map<string, Pull>;
  /** What the API server has, by uid. */
  readonly pods: Map<string, Pod> = new Map();
  readonly kubelet: Kubelet;
  readonly runtime: TestRuntime;
  readonly #events = new Map<string, WrittenEvent>();
  readonly #present: Set<string>;

  constructor(options: NodeOptions) {
    this.pulls = new Map(Object.entries(options.pulls ?? {}));
    this.#present = new Set(options.present);
    this.runtime = new TestRuntime(this.clock, {
      program: (image) => this.pulls.get(image)?.program ?? {},
      ...(options.sandboxTook === undefined ? {} : { sandboxTook: options.sandboxTook }),
      ...(options.sandboxError === undefined ? {} : { sandboxError: options.sandboxError }),
      ...(options.startError === undefined ? {} : { startError: options.startError }),
    });
    this.kubelet = createKubelet({
      node: { name: "node-1", ip: "10.77.0.1" },
      rules: options.rules,
      configuration: CONFIGURATION,
      clock: this.clock,
      random: options.random,
      recorder: this.#recorder(),
      images: this.#images(),
      runtime: this.runtime,
      api: this.#api(options),
      credentials: { files: () => ({}), serviceAccountUid: () => undefined },
    });
  }

  async run(milliseconds: number): Promise<void> {
    await this.clock.runUntil(this.clock.now() + milliseconds);
  }

  add(pod: Pod): void {
    this.pods.set(pod.metadata.uid ?? "", pod);
    this.kubelet.podChanged(pod);
  }

  /** Changes the pod's spec, as an update through the API server does. */
  edit(name: string, change: (spec: Pod["spec"]) => Pod["spec"]): void {
    const pod = this.pod(name);
    const { generation = 0 } = pod.metadata;
    this.add({ ...pod, metadata: { ...pod.metadata, generation: generation + 1 }, spec: change(pod.spec) });
  }

  /** Marks the pod for deletion. */
  delete(name: string, graceSeconds = 1): void {
    const pod = this.pod(name);
    const { generation = 0 } = pod.metadata;
    const deletionTimestamp = new Date(this.clock.now() + graceSeconds * 1000).toISOString();
    const metadata = { ...pod.metadata, generation: generation + 1, deletionTimestamp };
    this.add({ ...pod, metadata: { ...metadata, deletionGracePeriodSeconds: graceSeconds } });
  }

  /** Removes the object without asking the kubelet. */
  removeByForce(name: string): void {
    this.#remove(this.pod(name));
  }

  entriesOf<K extends EntryKind>(kind: K): readonly Extract<Entry, { kind: K }>[] {
    return this.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
  }

  /** Seconds and texts of the events as they were emitted: `Warning Failed Error: ErrImagePull`. */
  told(): readonly string[] {
    return this.entriesOf("event").map(({ data }) => `${data.type} ${data.reason} ${data.message}`);
  }

  pod(name: string): Pod {
    const pod = [...this.pods.values()].find(({ metadata }) => metadata.name === name);
    if (pod === undefined) throw new Error(`No pod "${name}"`);
    return pod;
  }

  #remove(pod: Pod): void {
    this.pods.delete(pod.metadata.uid ?? "");
    this.kubelet.podRemoved(pod);
  }

  #recorder(): Recorder {
    const { clock, entries } = this;
    return {
      start: START,
      record: (kind, data, about = {}) =>
        entries.push({ seq: entries.length, t: clock.now() - START, kind, data, ...about } as Entry) - 1,
    };
  }

  #images(): ImageService {
    return {
      imageStatus: (image) =>
        Promise.resolve(ok(this.#present.has(image) ? { id: `sha256:${image}`, sizeBytes: 1 } : undefined)),
      pullImage: async ({ image }) => {
        const pull = this.pulls.get(image) ?? { error: NOT_FOUND };
        if (pull.took !== undefined) await this.clock.sleep(pull.took);
        if (pull.error !== undefined) return failed(pull.error);
        this.#present.add(image);
        return ok(`sha256:${image}`);
      },
    };
  }

  #api({ secrets = [], serviceAccountSecrets = [] }: NodeOptions): KubeletApi {
    const events = this.#events;
    return {
      secret: (_namespace, name) => secrets.find(({ metadata }) => metadata.name === name),
      serviceAccount: () => undefined,
      serviceAccountSecrets: () => serviceAccountSecrets,
      publishStatus: (pod, status, cause) => {
        const { uid = "" } = pod.metadata;
        this.published.push({ t: this.clock.now() - START, uid, status, cause });
        this.pods.set(uid, { ...(this.pods.get(uid) ?? pod), status });
      },
      removePod: (pod) => this.#remove(pod),
      events: {
        create: (event) => void events.set(event.name, event),
        patch: (event) => events.has(event.name) && events.set(event.name, event) !== undefined,
      },
    };
  }
}

/** A pod as the API server has it once it is bound to the node. */
export function boundPod(spec: Pod["spec"], metadata: Pod["metadata"] = {}): Pod {
  const name = metadata.name ?? "web";
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "shop", uid: `uid-${name}`, resourceVersion: "1", generation: 1, ...metadata },
    spec: { restartPolicy: "Always", terminationGracePeriodSeconds: 1, ...spec },
    status: {
      phase: "Pending",
      qosClass: "BestEffort",
      conditions: [
        { type: "PodScheduled", status: "True", lastProbeTime: null, lastTransitionTime: "2026-11-23T06:00:00Z" },
      ],
    },
  };
}
