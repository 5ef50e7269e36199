import { type Clock, failed, ok, type Outcome, type Random, sha256 } from "../../base/index.ts";
import type { NodeWorld, Pod, Recorder, RuntimeName } from "../../kinds/index.ts";
import type {
  CriError,
  ProbeAnswer,
  RuntimeContainer,
  RuntimeService,
  StartContainerRequest,
} from "../../kubelet/index.ts";
import { Container } from "./container.ts";
import type { ImageStore, StoredImage } from "./image-store.ts";
import { runsOn } from "./manifest.ts";
import type { PodAddresses } from "./pod-addresses.ts";
import type { Program } from "./program.ts";
import { networkFault } from "./sandbox-image.ts";
import { sayCreateFault } from "./say-pull-fault.ts";
import { missingProgram, startFault } from "./start-fault.ts";

export interface ContainerServiceOptions {
  readonly name: RuntimeName;
  readonly node: NodeWorld;
  readonly store: ImageStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
  readonly addresses: PodAddresses;
  readonly hostAddress: string;
  /** Gets the image of sandboxes. */
  readonly sandboxImage: (pod: string) => Promise<Outcome<void, CriError>>;
}

/** How ids begin in statuses. */
const SCHEMES: Readonly<Record<RuntimeName, string>> = {
  "containerd-1.6": "containerd",
  "containerd-1.7": "containerd",
  "containerd-2.2": "containerd",
  "cri-o": "cri-o",
  "cri-dockerd": "docker",
};
/** The kubelet keeps one dead container of each name beside the newest. */
const KEPT_OF_A_NAME = 2;

interface Sandbox {
  readonly ip: string;
  ready: boolean;
  isForgotten: boolean;
  /** Newest first. */
  containers: readonly Container[];
}

/** The CRI's RuntimeService: sandboxes that take a moment to start, and containers that do what their image says. */
export class ContainerService implements RuntimeService {
  readonly #options: ContainerServiceOptions;
  readonly #sandboxes = new Map<string, Sandbox>();
  readonly #listeners: ((podUid: string) => void)[] = [];
  #created = 0;

  constructor(options: ContainerServiceOptions) {
    this.#options = options;
  }

  async runPodSandbox(pod: Pod): Promise<Outcome<string, CriError>> {
    const { clock, node, sandboxImage, addresses, hostAddress } = this.#options;
    const image = await sandboxImage(podKey(pod));
    if (!image.ok) return image;
    await clock.sleep(this.#taking(node.timing.sandboxStart));
    const uid = uidOf(pod);
    if (node.podNetwork === "no-plugin") return failed(networkFault(sha256(`${uid} sandbox ${clock.now()}`)));
    const containers = this.#sandboxes.get(uid)?.containers ?? [];
    const ip = pod.spec.hostNetwork === true ? hostAddress : addresses.take();
    if (ip === undefined) return failed(networkFault(sha256(`${uid} sandbox ${clock.now()}`), addresses.range));
    this.#sandboxes.set(uid, { ip, ready: true, isForgotten: false, containers });
    this.#changed(uid);
    return ok(ip);
  }

  async createContainer(request: StartContainerRequest): Promise<Outcome<RuntimeContainer, CriError>> {
    const { store, name, random } = this.#options;
    const { pod, imageRef } = request;
    const sandbox = this.#sandboxes.get(uidOf(pod));
    if (!sandbox?.ready) {
      return failed({ grpcCode: "NotFound", message: `failed to find sandbox of pod "${uidOf(pod)}"` });
    }
    const image = store.find(imageRef);
    if (image === undefined) {
      return failed({ grpcCode: "NotFound", message: `failed to resolve image "${imageRef}": not found` });
    }
    if (image.broken !== undefined) {
      return failed(sayCreateFault(image.broken, { runtime: name, image: imageRef, random }));
    }
    const container = this.#newContainer(request, image);
    const { fault } = container;
    if (fault?.at === "create") return failed(fault.error);
    sandbox.containers = withNewest(container, sandbox.containers);
    this.#changed(uidOf(pod));
    return ok(container.facts);
  }

  async startContainer(pod: Pod, id: string): Promise<Outcome<void, CriError>> {
    await this.#options.clock.sleep(this.#taking(this.#options.node.timing.containerStart));
    const container = this.#find(uidOf(pod), id);
    if (container?.facts.state !== "created") {
      return failed({
        grpcCode: "NotFound",
        message: `an error occurred when try to find container "${id}": not found`,
      });
    }
    const { fault } = container;
    if (fault === undefined) container.start();
    else container.fail(fault);
    return fault === undefined ? ok(undefined) : failed(fault.error);
  }

  async stopContainer(pod: Pod, id: string, graceSeconds: number): Promise<void> {
    this.#find(uidOf(pod), id)?.stop(graceSeconds);
  }

  /** Containers that have ended stay listed, so that their exit codes can still be told. */
  async killPod(pod: Pod, graceSeconds: number): Promise<void> {
    const { clock, node, addresses } = this.#options;
    const sandbox = this.#sandboxes.get(uidOf(pod));
    if (!sandbox?.ready) return;
    for (const container of sandbox.containers) container.stop(graceSeconds);
    await clock.sleep(this.#taking(node.timing.containerStart));
    sandbox.ready = false;
    addresses.release(sandbox.ip);
    this.#changed(uidOf(pod));
    if (sandbox.isForgotten) this.#sandboxes.delete(uidOf(pod));
  }

  /** The object of the pod is gone: what is left of it here goes, once its containers have ended. */
  forget(podUid: string): void {
    const sandbox = this.#sandboxes.get(podUid);
    if (sandbox?.ready === true) sandbox.isForgotten = true;
    else this.#sandboxes.delete(podUid);
  }

  /** Removes the containers of sandboxes that are stopped. */
  forgetEnded(): void {
    for (const sandbox of this.#sandboxes.values()) if (!sandbox.ready) sandbox.containers = [];
  }

  containers(podUid: string): readonly RuntimeContainer[] {
    return this.#sandboxes.get(podUid)?.containers.map(({ facts }) => facts) ?? [];
  }

  /** Names and ids of images that containers were made from, also of those that have ended. */
  imagesInUse(): ReadonlySet<string> {
    const containers = [...this.#sandboxes.values()].flatMap((sandbox) => sandbox.containers);
    return new Set(containers.flatMap(({ facts }) => [facts.image, facts.imageRef]));
  }

  probe(id: string): ProbeAnswer {
    return this.#findById(id)?.probed ?? "ok";
  }

  logs(id: string): string {
    return this.#findById(id)?.log ?? "";
  }

  onChange(listener: (podUid: string) => void): void {
    this.#listeners.push(listener);
  }

  /** How long something takes this time. */
  #taking(time: number): number {
    const { node, random } = this.#options;
    const { spread } = node.timing;
    return spread === undefined ? time : time * (1 + spread * random.next());
  }

  #findById(id: string): Container | undefined {
    for (const uid of this.#sandboxes.keys()) {
      const container = this.#find(uid, id);
      if (container !== undefined) return container;
    }
    return undefined;
  }

  #find(podUid: string, id: string): Container | undefined {
    return this.#sandboxes.get(podUid)?.containers.find(({ facts }) => facts.id === id);
  }

  #newContainer({ pod, container, cause }: StartContainerRequest, image: StoredImage): Container {
    const { name, store, clock, node, recorder } = this.#options;
    const names = store.namesOf(image.id);
    const imageName = names.find((known) => !known.includes("@")) ?? image.id;
    const uid = uidOf(pod);
    const about = {
      pod: podKey(pod),
      container: container.name,
      node: node.name,
      ...(cause !== undefined && { cause }),
    };
    this.#created += 1;
    const id = `${SCHEMES[name]}://${sha256(`${uid} ${container.name} ${this.#created}`)}`;
    const missing = missingProgram(container, image.program);
    return new Container({
      id,
      name: container.name,
      image: imageName,
      imageRef: names.find((known) => known.includes("@")) ?? image.id,
      ...(missing === undefined ? {} : { fault: startFault(missing, name, id) }),
      lag: this.#taking(node.timing.containerStart) - node.timing.containerStart,
      clock,
      changed: () => this.#changed(uid),
      ended: (exitCode) => recorder.record("cri", { call: "ContainerExited", at: "end", exitCode }, about),
      ...(image.platform === undefined || runsOn(node.platform, image.platform)
        ? behaviour(image.program, imageName)
        : NOT_EXECUTABLE),
    });
  }

  #changed(podUid: string): void {
    for (const listener of this.#listeners) listener(podUid);
  }
}

/** A program of another machine: it starts, the kernel refuses it, and it ends at once. */
const NOT_EXECUTABLE = { program: { exit: { code: 1, after: 0 } }, output: "exec /app: exec format error\n" };

function behaviour(program: Program, image: string): { readonly program: Program; readonly output: string } {
  const { exit, log = exit === undefined ? `hello from ${image}` : "" } = program;
  return { program, output: log === "" || log.endsWith("\n") ? log : `${log}\n` };
}

function withNewest(newest: Container, containers: readonly Container[]): readonly Container[] {
  const kept = new Map<string, number>();
  return [newest, ...containers].filter(({ facts }) => {
    const count = (kept.get(facts.name) ?? 0) + 1;
    kept.set(facts.name, count);
    return count <= KEPT_OF_A_NAME;
  });
}

function podKey({ metadata }: Pod): string {
  return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}

function uidOf(pod: Pod): string {
  return pod.metadata.uid ?? "";
}
