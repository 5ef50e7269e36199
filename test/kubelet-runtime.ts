import { type Clock, failed, ok, type Outcome } from "../src/base/index.ts";
import type { Pod } from "../src/kinds/index.ts";
import type { CriError, RuntimeContainer, RuntimeService, StartContainerRequest } from "../src/kubelet/index.ts";

/** What a container does: it runs on, or ends with this code. */
export interface Program {
  readonly exitCode?: number;
  /** Milliseconds. */
  readonly runsFor?: number;
}

export interface TestRuntimeOptions {
  readonly program: (image: string) => Program;
  readonly sandboxTook?: number;
  readonly sandboxError?: CriError;
  readonly startError?: CriError;
}

/** A container runtime that keeps sandboxes and containers in memory and needs no time but what it is told to. */
export class TestRuntime implements RuntimeService {
  readonly calls: string[] = [];
  readonly #clock: Clock;
  readonly #options: TestRuntimeOptions;
  readonly #containers = new Map<string, readonly RuntimeContainer[]>();
  readonly #listeners: ((podUid: string) => void)[] = [];

  constructor(clock: Clock, options: TestRuntimeOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  async runPodSandbox(pod: Pod): Promise<Outcome<string, CriError>> {
    const { sandboxTook, sandboxError } = this.#options;
    this.calls.push("RunPodSandbox");
    if (sandboxTook !== undefined) await this.#clock.sleep(sandboxTook);
    if (sandboxError !== undefined) return failed(sandboxError);
    this.#changed(pod);
    return ok("10.77.0.11");
  }

  createContainer({
    pod,
    container,
    imageRef,
    attempt,
  }: StartContainerRequest): Promise<Outcome<RuntimeContainer, CriError>> {
    const id = `containerd://${container.name}-${attempt}`;
    this.calls.push(`CreateContainer ${container.name} ${attempt}`);
    const { name, image = "" } = container;
    const made = { id, name, image, imageRef, state: "created", createdAt: this.#clock.now() } as const;
    this.#containers.set(uidOf(pod), [made, ...this.containers(uidOf(pod))]);
    this.#changed(pod);
    return Promise.resolve(ok(made));
  }

  startContainer(pod: Pod, id: string): Promise<Outcome<void, CriError>> {
    const { startError, program } = this.#options;
    if (startError !== undefined) {
      this.#update(pod, id, { state: "exited", exitCode: 128, reason: "StartError", finishedAt: this.#clock.now() });
      return Promise.resolve(failed(startError));
    }
    const started = this.#update(pod, id, { state: "running", startedAt: this.#clock.now() });
    const { exitCode, runsFor = 0 } = program(started?.image ?? "");
    if (exitCode !== undefined) {
      this.#clock.start(async () => {
        await this.#clock.sleep(runsFor);
        this.#end(pod, id, exitCode);
      });
    }
    return Promise.resolve(ok(undefined));
  }

  stopContainer(pod: Pod, id: string, graceSeconds: number): Promise<void> {
    this.calls.push(`StopContainer ${id} ${graceSeconds}`);
    this.#end(pod, id, 0);
    return Promise.resolve();
  }

  killPod(pod: Pod, graceSeconds: number): Promise<void> {
    this.calls.push(`KillPod ${graceSeconds}`);
    for (const { id } of this.containers(uidOf(pod))) this.#end(pod, id, 0);
    this.#changed(pod);
    return Promise.resolve();
  }

  containers(podUid: string): readonly RuntimeContainer[] {
    return this.#containers.get(podUid) ?? [];
  }

  logs(id: string): string {
    return `log of ${id}`;
  }

  onChange(listener: (podUid: string) => void): void {
    this.#listeners.push(listener);
  }

  #end(pod: Pod, id: string, exitCode: number): void {
    const container = this.containers(uidOf(pod)).find((candidate) => candidate.id === id);
    if (container?.state === "running") {
      this.#update(pod, id, { state: "exited", exitCode, finishedAt: this.#clock.now() });
    }
  }

  #update(pod: Pod, id: string, change: Partial<RuntimeContainer>): RuntimeContainer | undefined {
    const uid = uidOf(pod);
    const containers = this.containers(uid).map((container) =>
      container.id === id ? { ...container, ...change } : container,
    );
    this.#containers.set(uid, containers);
    this.#changed(pod);
    return containers.find((container) => container.id === id);
  }

  #changed(pod: Pod): void {
    for (const listener of this.#listeners) listener(uidOf(pod));
  }
}

function uidOf(pod: Pod): string {
  return pod.metadata.uid ?? "";
}
