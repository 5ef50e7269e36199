import { ManualClock } from "../../src/base/index.ts";
import {
  type EntryData,
  type EntryKind,
  type EventType,
  type KubeletConfiguration,
  type ObjectReference,
  type Recorder,
  type Rules,
  type SecretObject,
} from "../../src/kinds/index.ts";
import {
  createImageManager,
  type EnsureImageRequest,
  type EnsureImageResult,
  type ImageManager,
  type NodeCredentials,
  PullRecordFiles,
  verificationPolicy,
  verifiesPresentImages,
} from "../../src/kubelet/index.ts";
import type { KubeletInput, NodeInput, OperationStep, PullStep, SecretInput } from "./node-input.ts";
import { PLUGINS } from "./node-plugins.ts";
import { ScriptedRuntime, secondsAt } from "./scripted-runtime.ts";

interface EmittedAt {
  readonly at: number;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
}

/** What came of a step that asked for an image; one that was killed has no end. */
export interface Asked {
  readonly events: EmittedAt[];
  end?: { readonly result: EnsureImageResult; readonly at: number; readonly backoffSeconds: number };
}

/** One life of the kubelet process. */
interface Process {
  readonly manager: ImageManager;
  readonly life: AbortController;
}

/** Sees every entry that is recorded. */
export type Watcher = (kind: EntryKind, data: EntryData[EntryKind]) => void;

/** A node that goes through the steps of a scenario in virtual time. */
export class NodeScenario {
  readonly clock: ManualClock = new ManualClock();
  readonly records: PullRecordFiles = new PullRecordFiles();
  readonly runtime: ScriptedRuntime;
  readonly asked: Map<number, Asked> = new Map();
  readonly #rules: Rules;
  readonly #configuration: KubeletConfiguration;
  readonly #credentials: NodeCredentials;
  readonly #recorder: Recorder;
  readonly #accounts = new Map<string, string>();
  #process: Process;

  constructor(input: NodeInput, rules: Rules, watch: Watcher = () => {}) {
    const { backoffInitialSeconds: initialSeconds, backoffMaxSeconds: maxSeconds } = input.kubelet;
    this.#rules = { ...rules, backoff: { ...rules.backoff, initialSeconds, maxSeconds } };
    this.#configuration = configurationOf(input.kubelet);
    for (const { namespace, name, uid } of input.serviceAccounts ?? []) this.#accounts.set(`${namespace}/${name}`, uid);
    const { node = {} } = input;
    this.#credentials = {
      files: () => node,
      serviceAccountUid: (namespace, name) => this.#accounts.get(`${namespace}/${name}`),
      ...(input.credentialPlugins === true && { plugins: PLUGINS }),
    };
    // An entry is numbered as the step that led to it, so that calls and events can be told apart by their cause.
    this.#recorder = {
      record: (kind, data, about) => {
        watch(kind, data);
        return about?.cause ?? -1;
      },
    };
    this.runtime = new ScriptedRuntime(this.clock, input.presentImages);
    this.#process = this.#start();
  }

  /** Starts a step at its time, after what else ends then, and waits until the node rests. */
  async step(number: number, step: NodeInput["steps"][number]): Promise<void> {
    await this.clock.runUntil(Math.round(step.at * 1000));
    if (step.op === undefined) this.#ask(number, step);
    else this.#operate(step);
    await this.clock.runUntil(this.clock.now());
  }

  async finish(): Promise<void> {
    for (let at = this.clock.next(); at !== undefined; at = this.clock.next()) await this.clock.runUntil(at);
  }

  #start(): Process {
    const life = new AbortController();
    const manager = createImageManager({
      rules: this.#rules,
      configuration: this.#configuration,
      clock: this.clock,
      images: this.runtime,
      events: {
        emit: ({ type, reason, message, cause = -1 }) =>
          this.asked.get(cause)?.events.push({ at: secondsAt(this.clock), type, reason, message }),
      },
      recorder: this.#recorder,
      credentials: this.#credentials,
      records: this.records,
      signal: life.signal,
    });
    return { manager, life };
  }

  #ask(number: number, step: PullStep): void {
    const asked: Asked = { events: [] };
    const { manager } = this.#process;
    this.asked.set(number, asked);
    this.runtime.follow(number, step.runtime);
    this.clock.start(async () => {
      const result = await manager.ensureImageExists(requestOf(number, step));
      const backoffSeconds = manager.backOffSeconds(step.podUID, step.image);
      asked.end = { result, at: secondsAt(this.clock), backoffSeconds };
    });
  }

  #operate(step: OperationStep): void {
    switch (step.op) {
      case "restart":
        this.#process.life.abort();
        this.#process = this.#start();
        return;
      case "load":
        return this.runtime.load(step);
      case "remove":
        return this.runtime.remove(step.image);
      case "serviceAccount":
        this.#accounts.set(`${step.namespace}/${step.serviceAccount}`, step.uid);
        return;
      case "prune":
        return this.#process.manager.prune(this.runtime.refs());
    }
  }
}

/** The text with which the kubelet refuses to start. */
export function startError(input: NodeInput, rules: Rules): string | undefined {
  const configuration = configurationOf(input.kubelet);
  if (!verifiesPresentImages(rules, configuration)) return undefined;
  const policy = verificationPolicy(rules, configuration);
  return policy.ok ? undefined : policy.fault;
}

function configurationOf(kubelet: KubeletInput): KubeletConfiguration {
  const { maxParallelImagePulls, ...given } = kubelet;
  return {
    imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
    preloadedImagesVerificationAllowlist: [],
    ...given,
    ...(maxParallelImagePulls !== null && { maxParallelImagePulls }),
  };
}

function requestOf(number: number, step: PullStep): EnsureImageRequest {
  const { podUID: uid, podName: name, namespace, container, image, policy, serviceAccount, secrets = [] } = step;
  const object: ObjectReference = {
    kind: "Pod",
    apiVersion: "v1",
    namespace,
    name,
    uid,
    resourceVersion: "",
    fieldPath: `spec.containers{${container}}`,
  };
  return {
    pod: { uid, name, namespace, ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }) },
    object,
    container,
    image,
    policy,
    secrets: secrets.map((secret) => secretObject(secret, namespace)),
    cause: number,
  };
}

function secretObject({ name, uid, namespace, type, data }: SecretInput, podNamespace: string): SecretObject {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, uid, namespace: namespace ?? podNamespace },
    type,
    data,
  };
}
