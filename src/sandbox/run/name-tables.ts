import type { About } from "../../kinds/index.ts";

/** Small numbers for names that come again and again. */
export class NameTable<Name extends string> {
  readonly #ids = new Map<Name, number>();
  readonly #names: Name[] = [];

  id(name: Name): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  get(id: number | undefined): Name | undefined {
    return this.#names[id ?? -1];
  }
}

/** Whom an entry is about. */
export type Subject = Omit<About, "cause">;

type Key = string | undefined;

/** Small numbers for subjects: a trace has many entries about few of them. */
export class SubjectTable {
  readonly #ids = new Map<Key, Map<Key, Map<Key, number>>>();
  readonly #subjects: Subject[] = [];

  id({ pod, container, node }: Subject): number {
    const known = this.#ids.get(pod)?.get(container)?.get(node);
    return known ?? this.#add({ pod, container, node });
  }

  get(id: number | undefined): Subject {
    return this.#subjects[id ?? -1] ?? {};
  }

  #add(subject: { readonly pod: Key; readonly container: Key; readonly node: Key }): number {
    const ofPod = this.#ids.get(subject.pod) ?? new Map<Key, Map<Key, number>>();
    const ofContainer = ofPod.get(subject.container) ?? new Map<Key, number>();
    this.#ids.set(subject.pod, ofPod.set(subject.container, ofContainer));
    ofContainer.set(subject.node, this.#subjects.length);
    return this.#subjects.push(subject as Subject) - 1;
  }
}
