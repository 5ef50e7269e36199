import { andThen, type Awaitable, type Instant } from "../../base/index.ts";
import type { About, Pod, PodStatus, SyncTrigger } from "../../kinds/index.ts";
import type { KnownPod } from "./known-pod.ts";
import type { KubeletProcess } from "./kubelet-process.ts";
import { PodSyncer } from "./pod-syncer.ts";
import { podKey } from "./references.ts";
import { isFinal } from "./status/final.ts";
import { delayAfter, jittered, relistAfter, type SyncEnd } from "./sync-times.ts";
import type { DueItem } from "./work-queue.ts";

/** The part of its life that a pod is in: each has a sync of its own kind. */
type Part = "running" | "terminating" | "terminated" | "finished";

const NEXT: Readonly<Record<Part, Part>> = {
  running: "terminating",
  terminating: "terminated",
  terminated: "finished",
  finished: "finished",
};

interface Update {
  readonly trigger: SyncTrigger;
  readonly cause: number | undefined;
  readonly pod: Pod;
}

/**
 * Looks after one pod (pkg/kubelet/pod_workers.go): one sync at a time, so that a pull that hangs holds back edits and
 * deletion. Of updates that come during a sync the latest is kept, and worked off as soon as a relist has seen what the sync
 * has done.
 */
export class PodWorker implements DueItem {
  readonly #known: KnownPod;
  readonly #process: KubeletProcess;
  readonly #syncer: PodSyncer;
  /** Told once the object is gone and nothing of the pod is left. */
  readonly #onGone: () => void;
  tick: Instant | undefined;
  #part: Part = "running";
  #pending: Update | undefined;
  #working = false;
  #endedAt: Instant | undefined;
  /** Seq of the last sync. */
  #lastSync: number | undefined;
  /** What the next sync will be if nothing else calls for one. */
  #next: Pick<Update, "trigger" | "cause"> = { trigger: "resync", cause: undefined };

  constructor(known: KnownPod, process: KubeletProcess, onGone: () => void) {
    this.#known = known;
    this.#process = process;
    this.#onGone = onGone;
    this.#syncer = new PodSyncer(known, process);
  }

  get status(): PodStatus {
    return this.#syncer.status;
  }

  update(trigger: SyncTrigger, cause: number | undefined = this.#lastSync): void {
    if (this.#part === "finished") return this.#leave(cause);
    const { pod, gone, published } = this.#known;
    const isOver = gone || pod.metadata.deletionTimestamp !== undefined || isFinal(published);
    if (this.#part === "running" && isOver) this.#part = "terminating";
    this.#pending = { trigger, cause, pod };
    if (this.#working) return;
    this.#working = true;
    this.#process.life.clock.start(() => this.#work());
  }

  /** The work queue's tick. */
  due(): void {
    this.update(this.#next.trigger, this.#next.cause);
  }

  /** Syncs until nothing calls for one more. A killed process goes on with nothing. */
  #work(): Awaitable<void> {
    const update = this.#pending;
    this.#pending = undefined;
    if (update === undefined) {
      this.#working = false;
      return undefined;
    }
    const part = this.#part;
    const wait = this.#untilNewView();
    const view = wait > 0 ? this.#process.life.clock.sleep(wait) : undefined;
    return this.#unlessKilled(view, () =>
      this.#unlessKilled(this.#sync(part, update), (end) => {
        this.#complete(part, update, end);
        return this.#work();
      }),
    );
  }

  #unlessKilled<T>(awaited: Awaitable<T>, next: (value: T) => Awaitable<void>): Awaitable<void> {
    const { signal } = this.#process.life;
    return andThen(awaited, (value) => (signal.aborted ? undefined : next(value)));
  }

  /** Milliseconds until a relist has begun after the sync before. */
  #untilNewView(): number {
    const { life, phases, rules } = this.#process;
    if (this.#endedAt === undefined) return 0;
    return relistAfter(this.#endedAt, phases, rules.sync) - life.clock.now();
  }

  #sync(part: Part, { trigger, cause, pod }: Update): Awaitable<SyncEnd> {
    const { recorder, node } = this.#process.options;
    this.#known.syncs += 1;
    const about: About = { pod: podKey(pod), node: node.name, ...(cause === undefined ? {} : { cause }) };
    const sync = recorder.record("sync", { trigger, number: this.#known.syncs }, about);
    this.#lastSync = sync;
    if (part === "running") return this.#syncer.run(pod, sync);
    return part === "terminating" ? this.#syncer.terminate(pod, sync) : this.#syncer.finish(pod, sync);
  }

  #complete(part: Part, { trigger, pod }: Update, end: SyncEnd): void {
    const now = this.#process.life.clock.now();
    const cause = this.#lastSync;
    this.#endedAt = now;
    if (end.kind === "next-part" && this.#part === part) this.#part = NEXT[part];
    if (this.#part === "finished") {
      this.#pending = undefined;
      return this.#leave(cause);
    }
    if (end.kind === "next-part") this.#pending ??= { trigger, cause, pod };
    this.#next = end.kind === "error" ? { trigger: "retry", cause: end.cause ?? cause } : { trigger: "resync", cause };
    this.#process.queue.enqueue(this, this.#nextDue(end, now));
  }

  #nextDue(end: SyncEnd, now: Instant): Instant {
    const { rules, options } = this.#process;
    const due = now + jittered(delayAfter(end, rules.sync, now), rules.sync, options.random.next());
    return Math.min(due, this.#syncer.deadline ?? due);
  }

  /** An ended pod waits for its deletion; after that nothing is left to do. */
  #leave(cause: number | undefined): void {
    this.#process.queue.remove(this);
    if (this.#known.gone) this.#onGone();
    else this.#syncer.remove(cause);
  }
}
