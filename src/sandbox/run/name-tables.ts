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

interface Numbered extends Subject {
  readonly id: number;
}

/** Small numbers for subjects: a trace has many entries about few of them, and few are about one pod. */
export class SubjectTable {
  readonly #byPod = new Map<string | undefined, Numbered[]>();
  readonly #subjects: Subject[] = [];

  id(subject: Subject): number {
    const { pod, container, node } = subject;
    const known = this.#byPod.get(pod)?.find((other) => other.container === container && other.node === node);
    return known?.id ?? this.#add({ ...subject, id: this.#subjects.length });
  }

  get(id: number | undefined): Subject {
    return this.#subjects[id ?? -1] ?? {};
  }

  #add(subject: Numbered): number {
    this.#subjects.push(subject);
    const ofPod = this.#byPod.get(subject.pod);
    if (ofPod === undefined) this.#byPod.set(subject.pod, [subject]);
    else ofPod.push(subject);
    return subject.id;
  }
}
