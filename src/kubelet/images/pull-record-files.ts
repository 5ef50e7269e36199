import type { Instant } from "../../base/index.ts";
import type { PulledRecord, PullRecords } from "./contract.ts";

interface StoredRecord {
  readonly record: PulledRecord;
  /** As the file says it: whole seconds. */
  readonly updatedAt: Instant;
}

/** The record files of a kubelet. They outlive its process: hand them to the next image manager. */
export class PullRecordFiles implements PullRecords {
  readonly #intents = new Set<string>();
  readonly #pulled = new Map<string, StoredRecord>();

  intents(): readonly string[] {
    return [...this.#intents].sort();
  }

  pulled(): readonly PulledRecord[] {
    return Array.from(this.#pulled.values(), ({ record }) => record).sort((a, b) => (a.imageRef < b.imageRef ? -1 : 1));
  }

  hasIntent(image: string): boolean {
    return this.#intents.has(image);
  }

  writeIntent(image: string): void {
    this.#intents.add(image);
  }

  removeIntent(image: string): void {
    this.#intents.delete(image);
  }

  find(imageRef: string): PulledRecord | undefined {
    return this.#pulled.get(imageRef)?.record;
  }

  write(record: PulledRecord, now: Instant): void {
    this.#pulled.set(record.imageRef, { record, updatedAt: Math.floor(now / 1000) * 1000 });
  }

  /** Drops the records of images that are gone, unless they were written since. */
  prune(presentRefs: readonly string[], until: Instant): void {
    const present = new Set(presentRefs);
    for (const [imageRef, { updatedAt }] of this.#pulled) {
      if (!present.has(imageRef) && updatedAt < until) this.#pulled.delete(imageRef);
    }
  }
}
