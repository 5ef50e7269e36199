import type { Awaitable, Instant } from "../../base/index.ts";
import type { Pod } from "../../kinds/index.ts";
import type { KnownPod } from "./known-pod.ts";
import type { KubeletProcess } from "./kubelet-process.ts";
import { podReference } from "./references.ts";
import { volumeFaults } from "./work/volumes.ts";

/** How long a sync waits for the volumes of its pod (`podAttachAndMountTimeout`). */
const PATIENCE = 123_000;
/** Pauses between two tries of one volume (pkg/util/goroutinemap/exponentialbackoff). */
const [FIRST_PAUSE, LONGEST_PAUSE] = [500, 122_000];
/** A deletion ends the waiting; so often it is looked for. */
const LOOK = 1000;

/** The volumes of one pod: nothing of it starts before they are there. Once they are, they stay. */
export class Mounts {
  readonly #known: KnownPod;
  readonly #process: KubeletProcess;
  #areThere = false;
  #pause = FIRST_PAUSE;
  #nextTry: Instant = 0;

  constructor(known: KnownPod, process: KubeletProcess) {
    this.#known = known;
    this.#process = process;
  }

  /** Whether the sync may go on. */
  ready(pod: Pod, sync: number): Awaitable<boolean> {
    this.#areThere ||= this.#faults(pod).length === 0;
    return this.#areThere || this.#wait(pod, sync);
  }

  async #wait(pod: Pod, sync: number): Promise<boolean> {
    const { clock, signal } = this.#process.life;
    const end = clock.now() + PATIENCE;
    while (clock.now() < end && !signal.aborted && !this.#isLeaving()) {
      if (clock.now() >= this.#nextTry && this.#try(pod, sync)) return true;
      await clock.sleep(Math.min(LOOK, this.#nextTry - clock.now()));
    }
    return false;
  }

  #try(pod: Pod, sync: number): boolean {
    const faults = this.#faults(pod);
    this.#areThere = faults.length === 0;
    const { events, life } = this.#process;
    for (const message of faults) {
      events.emit({ object: podReference(pod), type: "Warning", reason: "FailedMount", message, cause: sync });
    }
    this.#nextTry = life.clock.now() + this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    return this.#areThere;
  }

  #faults(pod: Pod): readonly string[] {
    return volumeFaults(pod, this.#process.options.api);
  }

  #isLeaving(): boolean {
    return this.#known.gone || this.#known.pod.metadata.deletionTimestamp !== undefined;
  }
}
