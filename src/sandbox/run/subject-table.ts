import type { About } from "../../kinds/index.ts";

/** Whom an entry is about. */
export type Subject = Omit<About, "cause">;

/** A subject among those of its pod. */
interface Numbered {
  readonly container: string | undefined;
  readonly node: string | undefined;
  readonly id: number;
}

/**
 * Small numbers for subjects: a trace has many entries about few of them, few are about one pod, and one is mostly
 * followed by another about the same pod.
 */
export class SubjectTable {
  readonly #byPod = new Map<string | undefined, Numbered[]>();
  readonly #subjects: Subject[] = [];
  #lastPod: string | undefined;
  #ofLastPod: Numbered[] = this.#listOf(undefined);

  id({ pod, container, node }: Subject): number {
    if (pod !== this.#lastPod) {
      this.#lastPod = pod;
      this.#ofLastPod = this.#byPod.get(pod) ?? this.#listOf(pod);
    }
    for (const known of this.#ofLastPod) if (known.container === container && known.node === node) return known.id;
    return this.#add(pod, container, node);
  }

  get(id: number | undefined): Subject {
    return this.#subjects[id ?? -1] ?? {};
  }

  #listOf(pod: string | undefined): Numbered[] {
    const ofPod: Numbered[] = [];
    this.#byPod.set(pod, ofPod);
    return ofPod;
  }

  #add(pod?: string, container?: string, node?: string): number {
    const id = this.#subjects.length;
    this.#subjects.push({
      ...(pod === undefined ? {} : { pod }),
      ...(container === undefined ? {} : { container }),
      ...(node === undefined ? {} : { node }),
    });
    this.#ofLastPod.push({ container, node, id });
    return id;
  }
}
