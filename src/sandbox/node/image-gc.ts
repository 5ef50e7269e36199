import type { Clock } from "../../base/index.ts";
import type { Recorder } from "../../kinds/index.ts";
import type { DiskUse, Runtime } from "../runtime/index.ts";
import type { NodeEvents } from "./node-events.ts";

/** The kubelet's defaults: how often it looks, from which usage it frees, down to which, and how old an image has to be. */
const PERIOD = 5 * 60_000;
const HIGH_PERCENT = 85;
const LOW_PERCENT = 80;
const MIN_AGE = 2 * 60_000;

export interface ImageGcOptions {
  readonly node: string;
  readonly runtime: Runtime;
  readonly events: NodeEvents;
  readonly clock: Clock;
  readonly recorder: Recorder;
}

interface Seen {
  readonly first: number;
  lastUsed: number;
}

/** Frees the disk of images that no container uses, the longest unused first (pkg/kubelet/images/image_gc_manager.go). */
export class ImageGc {
  readonly #options: ImageGcOptions;
  readonly #seen = new Map<string, Seen>();
  /** The failure before this one was only logged. */
  #failedBefore = false;

  constructor(options: ImageGcOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock, runtime } = this.#options;
    // What lies there from the start counts as old.
    for (const { id } of runtime.disk()?.images ?? []) this.#seen.set(id, { first: -Infinity, lastUsed: 0 });
    clock.start(async () => {
      for (;;) {
        await clock.sleep(PERIOD);
        const disk = runtime.disk();
        if (disk !== undefined) this.#collect(disk);
      }
    });
  }

  /** Everything that no container uses and that is not quite new. */
  removeUnused(): void {
    const disk = this.#options.runtime.disk();
    if (disk === undefined) return;
    this.#detect(disk);
    this.#free(disk, Infinity);
  }

  #collect(disk: DiskUse): void {
    this.#detect(disk);
    const wanted = bytesToFree(disk);
    const freed = wanted > 0 ? this.#free(disk, wanted) : 0;
    const failed = freed < wanted;
    if (failed) {
      const message = `Failed to garbage collect required amount of images. Attempted to free ${wanted} bytes, but only found ${freed} bytes eligible to free.`;
      const { events } = this.#options;
      events.emit({ type: "Warning", reason: "FreeDiskSpaceFailed", message });
      if (this.#failedBefore) events.emit({ type: "Warning", reason: "ImageGCFailed", message });
    }
    this.#failedBefore = failed;
  }

  #detect({ images }: DiskUse): void {
    const now = this.#options.clock.now();
    const present = new Set(images.map(({ id }) => id));
    for (const id of this.#seen.keys()) if (!present.has(id)) this.#seen.delete(id);
    for (const { id, inUse } of images) {
      const seen = this.#seen.get(id) ?? { first: now, lastUsed: 0 };
      if (inUse) seen.lastUsed = now;
      this.#seen.set(id, seen);
    }
  }

  #free({ images }: DiskUse, wanted: number): number {
    const { clock, runtime, recorder, node } = this.#options;
    const seen = (id: string): Seen => this.#seen.get(id) ?? { first: clock.now(), lastUsed: 0 };
    const eligible = images
      .filter(({ id, inUse }) => !inUse && clock.now() - seen(id).first >= MIN_AGE)
      .sort((a, b) => seen(a.id).lastUsed - seen(b.id).lastUsed || Math.sign(seen(a.id).first - seen(b.id).first) || 0);
    let freed = 0;
    for (const { id, size } of eligible) {
      if (freed >= wanted) break;
      runtime.remove(id);
      recorder.record("node", { change: "image removed: garbage collection", image: id }, { node });
      freed += size;
    }
    return freed;
  }
}

/** Down to the low threshold, from the high one on. */
function bytesToFree({ capacity, used }: DiskUse): number {
  const available = Math.max(0, capacity - used);
  const usage = 100 - Math.floor((available * 100) / capacity);
  return usage < HIGH_PERCENT ? 0 : Math.max(0, Math.floor((capacity * (100 - LOW_PERCENT)) / 100) - available);
}
