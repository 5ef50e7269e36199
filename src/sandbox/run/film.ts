import type { Now } from "../../base/index.ts";
import { API_RESOURCES, type KubernetesObject } from "../../kinds/index.ts";
import type { Change, Store } from "../store/index.ts";

interface Frame {
  /** The clock's instant. */
  readonly at: number;
  readonly change: Change;
}

/** Hours of a pod that fails; days of a fleet are more than anybody steps through. */
const FRAMES = 20_000;

/** What a store has held, by time: what lay in it at first, and each change until the film is full. */
export class Film {
  readonly #first: readonly (readonly [string, KubernetesObject])[];
  readonly #frames: Frame[] = [];
  /** Of the first change that is not kept. */
  #end = Infinity;

  constructor(store: Store, clock: Now, frames: number = FRAMES) {
    this.#first = API_RESOURCES.flatMap(({ resource }) =>
      store.list(resource).map((object) => [keyOf(resource, object), object] as const),
    );
    const leave = store.watch((change) => {
      if (this.#frames.length < frames) return void this.#frames.push({ at: clock.now(), change });
      this.#end = clock.now();
      leave();
    });
  }

  /** All objects as they were at an instant, after all that happened at it, in order of creation; undefined behind the end. */
  at(instant: number): readonly KubernetesObject[] | undefined {
    if (instant >= this.#end) return undefined;
    const objects = new Map(this.#first);
    for (const { at, change } of this.#frames) {
      if (at > instant) break;
      const key = keyOf(change.resource, change.object);
      if (change.type === "DELETED") objects.delete(key);
      else objects.set(key, change.object);
    }
    return [...objects.values()];
  }
}

function keyOf(resource: string, { metadata }: KubernetesObject): string {
  return `${resource} ${metadata.namespace ?? ""} ${metadata.name ?? ""}`;
}
