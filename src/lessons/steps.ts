import type { Entry, Trace } from "../kinds/index.ts";
import type { Step } from "./contract.ts";
import { Draft, type Row } from "./draft.ts";
import { rowOf } from "./row-of.ts";
import { Reading } from "./subjects.ts";

/**
 * Groups the entries of a trace into the rows of the process table. Looks that find the same window and show the same
 * STATUS are one row with a count; a row's STATUS is what kubectl shows right after it.
 */
export function stepsOf(trace: Trace): Step[] {
  const table = new Table();
  for (const entry of trace.entries) table.take(entry);
  return table.steps();
}

/** The rows so far, and how entries that are no row of their own find theirs. */
class Table {
  readonly #reading = new Reading();
  readonly #drafts: Draft[] = [];
  readonly #bySeq = new Map<number, Draft>();
  readonly #last = new Map<string, Draft>();
  readonly #ids = new Map<string, number>();
  readonly #pods = new Set<string>();
  /** The sync that each pod is in. */
  readonly #syncs = new Map<string, number>();
  /** Rows that only tell a changed STATUS, by the sync that published it; a decision of that sync tells it as well. */
  readonly #published = new Map<number, Draft>();

  take(entry: Entry): void {
    const before = entry.pod === undefined ? undefined : this.#reading.shown(entry.pod)?.status;
    this.#reading.read(entry);
    if (entry.pod !== undefined) this.#pods.add(entry.pod);
    if (entry.kind === "sync") this.#syncs.set(entry.pod ?? "", entry.seq);
    if (entry.kind === "status" && entry.data.status !== before) return this.#publish(entry);
    const row = rowOf(entry, this.#reading);
    if (row === undefined) this.#attach(entry);
    else this.#add(row, entry);
  }

  steps(): Step[] {
    return this.#drafts.map((draft) => draft.step());
  }

  #publish(entry: Extract<Entry, { kind: "status" }>): void {
    const { pod = "", data } = entry;
    const row = { id: "v", pod, action: "Kubelet publishes the status", result: data.status, notes: "" };
    const draft = this.#new(row, entry);
    draft.look(entry.seq, this.#reading.shown(pod));
    const sync = this.#syncs.get(pod);
    if (sync !== undefined) this.#published.set(sync, draft);
  }

  #add(row: Row, entry: Entry): void {
    const shown = row.pod === undefined ? undefined : this.#reading.shown(row.pod);
    const last = this.#last.get(keyOf(row));
    const named = row.ends === undefined ? row : { ...row, id: `${last?.id ?? ""}${row.ends}` };
    const ends = last !== undefined && row.ends !== undefined && last.isRecent(entry.t);
    const draft = ends || last?.takes(row, shown) ? last : this.#begin(named, entry);
    if (ends) draft.end(named, entry.seq);
    else draft.look(entry.seq, shown);
    this.#bySeq.set(entry.seq, draft);
  }

  /** A new row; one that only told the status which the same sync published gives way to it. */
  #begin(row: Row, entry: Entry): Draft {
    const told = this.#published.get(this.#syncs.get(row.pod ?? "") ?? -1);
    if (told !== undefined && entry.kind === "decision") this.#drop(told);
    const draft = this.#new(row, entry);
    this.#last.set(keyOf(row), draft);
    return draft;
  }

  #drop(draft: Draft): void {
    const index = this.#drafts.lastIndexOf(draft);
    if (index !== -1) this.#drafts.splice(index, 1);
  }

  #new(row: Row, { t }: Entry): Draft {
    const draft = new Draft({ ...row, id: this.#free(row.id) }, t);
    this.#drafts.push(draft);
    const [only, another] = this.#pods;
    if (row.pod === undefined && only !== undefined && another === undefined) {
      draft.concern(only, this.#reading.shown(only));
    }
    return draft;
  }

  /** Entries caused by a row's entry belong to it: credentials and requests to their pull, admission to its command. */
  #attach(entry: Entry): void {
    const draft = entry.cause === undefined ? undefined : this.#bySeq.get(entry.cause);
    if (draft === undefined || entry.kind === "sync") return;
    draft.attach(entry);
    this.#bySeq.set(entry.seq, draft);
    const { pod } = entry;
    if (entry.kind === "api" && pod !== undefined) draft.concern(pod, this.#reading.shown(pod));
  }

  /** Letters count up (`a1`, `a2`); a pull's id is taken already, and a second row of it is `b3.2`. */
  #free(id: string): string {
    const used = (this.#ids.get(id) ?? 0) + 1;
    this.#ids.set(id, used);
    if (!/\d/.test(id)) return `${id}${used}`;
    return used === 1 ? id : `${id}.${used}`;
  }
}

function keyOf({ pod = "", container = "" }: Row): string {
  return `${pod} ${container}`;
}
