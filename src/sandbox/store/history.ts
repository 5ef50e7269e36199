import type { KubernetesObject } from "../../kinds/index.ts";
import type { Change } from "./contract.ts";

/** The last changes of everything, at least as many as wanted and at most twice as many. */
export class History {
  readonly #limit: number;
  #changes: Change[] = [];
  /** Version before the oldest change that is known. */
  #start: number;

  constructor(limit: number, start: number) {
    this.#limit = limit;
    this.#start = start;
  }

  add(change: Change): void {
    if (this.#limit === 0) {
      this.#start = versionOf(change.object);
      return;
    }
    this.#changes.push(change);
    if (this.#changes.length <= this.#limit * 2) return;
    const forgotten = this.#changes[this.#limit];
    if (forgotten !== undefined) this.#start = versionOf(forgotten.object);
    this.#changes = this.#changes.slice(this.#limit + 1);
  }

  /** Changes of a resource after a version, oldest first; undefined where some of them are forgotten. */
  since(resource: string, version: number): readonly Change[] | undefined {
    if (version < this.#start) return undefined;
    return this.#changes.slice(this.#firstAfter(version)).filter((change) => change.resource === resource);
  }

  #firstAfter(version: number): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const change = this.#changes[middle];
      if (change !== undefined && versionOf(change.object) <= version) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The objects of now with the changes taken back. */
export function takenBack(
  now: readonly KubernetesObject[],
  changes: readonly Change[],
  keyOf: (object: KubernetesObject) => string,
): readonly KubernetesObject[] {
  const objects = new Map(now.map((object) => [keyOf(object), object]));
  for (const { type, object, previous } of changes.toReversed()) {
    if (type === "ADDED" || previous === undefined) objects.delete(keyOf(object));
    else objects.set(keyOf(object), previous);
  }
  return [...objects.values()];
}

function versionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.resourceVersion);
}
