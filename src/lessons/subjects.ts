import type { Entry, PodPhase } from "../kinds/index.ts";

/** What is known of one container (or image volume) of one pod while the trace is read. Times are virtual milliseconds. */
export interface Subject {
  /** Pulls that have begun and those that have failed. */
  readonly pulls: number;
  readonly failures: number;
  /** The window armed last, and when it ends; 0 before the first failure. */
  readonly window: number;
  readonly until: number;
}

/** What kubectl shows of a pod at the point that has been read. */
export interface Shown {
  readonly status: string;
  readonly phase: PodPhase;
}

const NEW: Subject = { pulls: 0, failures: 0, window: 0, until: 0 };

/** Keeps the state of every pod and container up to the entry that was read last. */
export class Reading {
  readonly #subjects = new Map<string, Subject>();
  readonly #shown = new Map<string, Shown>();

  read(entry: Entry): void {
    const { kind, data, pod = "" } = entry;
    if (kind === "status") this.#shown.set(pod, { status: data.status, phase: data.phase });
    if (kind === "decision" && data.state === "pulling") this.#change(entry, ({ pulls }) => ({ pulls: pulls + 1 }));
    if (kind === "backoff") this.#change(entry, () => data);
    if (kind === "api" && pod !== "" && data.verb === "create" && data.code < 300) this.#new(pod);
    if (kind === "schedule" && !this.#shown.has(pod)) this.#new(pod);
  }

  of({ pod = "", container = "" }: Pick<Entry, "pod" | "container">): Subject {
    return this.#subjects.get(`${pod} ${container}`) ?? NEW;
  }

  shown(pod: string): Shown | undefined {
    return this.#shown.get(pod);
  }

  #change({ pod = "", container = "" }: Entry, change: (subject: Subject) => Partial<Subject>): void {
    const subject = this.of({ pod, container });
    this.#subjects.set(`${pod} ${container}`, { ...subject, ...change(subject) });
  }

  /** A pod is Pending until its kubelet says more. */
  #new(pod: string): void {
    this.#shown.set(pod, { status: "Pending", phase: "Pending" });
    for (const key of this.#subjects.keys()) if (key.startsWith(`${pod} `)) this.#subjects.delete(key);
  }
}
