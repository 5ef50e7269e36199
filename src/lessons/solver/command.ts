import type { Move } from "./contract.ts";

/** One kubectl line, with what it reads and how that is told. */
export function command(run: string, input?: { readonly stdin: string; readonly says: string }): Move {
  const deed = { run, exits: 0, ...(input === undefined ? {} : { stdin: input.stdin }) };
  return { says: [input === undefined ? run : `${run} (${input.says})`], deeds: [deed] };
}

export function both(one: Move, other: Move): Move {
  return { says: [...one.says, ...other.says], deeds: [...one.deeds, ...other.deeds] };
}
