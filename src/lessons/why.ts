import type { Entry, Trace } from "../kinds/index.ts";
import type { Step, WhyLink } from "./contract.ts";
import { entryText } from "./entry-text.ts";

/** Walks the causes of a step back to what began it all: its last entry first, what nobody caused last. */
export function whyOf(trace: Trace, step: Step): WhyLink[] {
  const links: WhyLink[] = [];
  let entry = at(trace, step.seqs.at(-1));
  while (entry !== undefined) {
    links.push({ seq: entry.seq, t: entry.t, text: entryText(entry) });
    entry = at(trace, entry.cause);
  }
  return links;
}

function at({ entries }: Trace, seq: number | undefined): Entry | undefined {
  return seq === undefined ? undefined : entries.at(seq);
}
