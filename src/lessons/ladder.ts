import type { Entries, Entry } from "../kinds/index.ts";

/** A stretch of time of one container's image: times are virtual milliseconds. */
export interface Rung {
  /** `over`: the window has passed, and nobody looks before the next sync. */
  readonly kind: "pull" | "window" | "over" | "ready";
  readonly from: number;
  readonly to: number;
  /** Of a window that was cut short: a change of the pod or its end came first. */
  readonly cut?: true;
}

/** The back-off ladder of one container (or image volume): what the kubelet did and waited for, without gaps. */
export interface Ladder {
  /** `namespace/name`. */
  readonly pod: string;
  readonly container: string;
  readonly rungs: readonly Rung[];
  /** When pulls ended, and how. */
  readonly ends: readonly { readonly t: number; readonly ok: boolean }[];
}

/** The ladders of a run of `length` ms, in the order in which the pulls began. */
export function laddersOf(entries: Entries, length: number): Ladder[] {
  const drafts = new Map<string, Draft>();
  for (const entry of entries) {
    if (entry.kind === "api") endDeleted(entry, drafts);
    if (entry.pod === undefined || entry.container === undefined) continue;
    const key = `${entry.pod} ${entry.container}`;
    if (isPullBegin(entry) && !drafts.has(key)) drafts.set(key, new Draft(entry.pod, entry.container));
    drafts.get(key)?.take(entry);
  }
  return [...drafts.values()].map((draft) => draft.ladder(length));
}

function isPullBegin(entry: Entry): boolean {
  return entry.kind === "cri" && entry.data.call === "PullImage" && entry.data.at === "begin";
}

function endDeleted({ t, data }: Extract<Entry, { kind: "api" }>, drafts: ReadonlyMap<string, Draft>): void {
  if (data.verb !== "delete" || data.resource !== "pods" || data.code >= 300) return;
  for (const draft of drafts.values()) {
    if (draft.pod === `${data.namespace}/${data.name}`) draft.close(t);
  }
}

/** A ladder while the trace is read: at most one rung is open. */
class Draft {
  readonly pod: string;
  readonly #container: string;
  readonly #rungs: Rung[] = [];
  readonly #ends: { readonly t: number; readonly ok: boolean }[] = [];
  #open: { readonly kind: Rung["kind"]; readonly from: number; readonly until?: number } | undefined;

  constructor(pod: string, container: string) {
    this.pod = pod;
    this.#container = container;
  }

  take(entry: Entry): void {
    if (isPullBegin(entry)) this.#next("pull", entry.t);
    if (entry.kind === "backoff") this.#next("window", entry.t, entry.data.until);
    if (entry.kind !== "cri" || entry.data.call !== "PullImage" || entry.data.at !== "end") return;
    const ok = entry.data.grpcCode === undefined;
    this.#ends.push({ t: entry.t, ok });
    if (ok) this.#next("ready", entry.t);
  }

  /** Ends what is open; a window that has passed by then is followed by the wait for a sync. */
  close(t: number): void {
    if (this.#open === undefined) return;
    const { kind, from, until = t } = this.#open;
    this.#push({ kind, from, to: Math.min(until, t), ...(t < until ? { cut: true } : {}) });
    if (until < t) this.#push({ kind: "over", from: until, to: t });
    this.#open = undefined;
  }

  ladder(end: number): Ladder {
    this.close(end);
    return { pod: this.pod, container: this.#container, rungs: this.#rungs, ends: this.#ends };
  }

  #next(kind: Rung["kind"], from: number, until?: number): void {
    this.close(from);
    this.#open = until === undefined ? { kind, from } : { kind, from, until };
  }

  #push(rung: Rung): void {
    if (rung.to > rung.from) this.#rungs.push(rung);
  }
}
