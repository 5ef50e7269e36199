import type { Entry, World } from "../../kinds/index.ts";
import { runWorld } from "../../sandbox/index.ts";
import type { PlaySettings } from "../play/index.ts";

/** What a world shows to whoever looks at it from outside. */
export interface Symptom {
  /** Each STATUS, once, in the order in which they came. */
  readonly statuses: readonly string[];
  /** What the network said last: an HTTP status, or why nothing was reached; absent where nothing was asked. */
  readonly exchange?: string;
}

/** Runs a world and tells what it shows: what is to be built, or what somebody has built. */
export async function symptomOf(world: World, settings: PlaySettings = {}): Promise<Symptom> {
  const { entries } = await runWorld(world, settings);
  const statuses = [...new Set(entries.flatMap((entry) => (entry.kind === "status" ? entry.data.status : [])))];
  const exchange = entries.flatMap((entry) => saidBy(entry) ?? []).at(-1);
  return { statuses, ...(exchange === undefined ? {} : { exchange }) };
}

/** What an entry of the network says that is worth a word. */
function saidBy({ kind, data }: Entry): string | undefined {
  if (kind === "http") return `${data.status}`;
  if (kind === "tls" && data.result !== "verified") return data.result;
  if (kind === "tcp" && data.result !== "connected") return data.result;
  return kind === "dns" && !/^[\d.]+$/.test(data.answer) ? data.answer : undefined;
}

/** Whether two worlds look alike from outside: whoever builds one for the other has understood it. */
export function sameSymptom(one: Symptom, other: Symptom): boolean {
  const seen = ({ statuses, exchange }: Symptom): string => JSON.stringify([statuses, exchange ?? null]);
  return seen(one) === seen(other);
}
