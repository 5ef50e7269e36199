import type { Entry, Trace } from "../kinds/index.ts";
import type { Step, WhyLink } from "./contract.ts";
import { entryText } from "./entry-text.ts";

/** Walks the causes of a step back to what began it all: its last entry first, what nobody caused last. */
export function whyOf(trace: Trace, step: Step): WhyLink[] {
  const links: WhyLink[] = [];
  let entry: Entry | undefined = trace.entries[step.seqs.at(-1) ?? -1];
  while (entry !== undefined) {
    links.push({ seq: entry.seq, t: entry.t, text: entryText(entry) });
    entry = entry.cause === undefined ? undefined : trace.entries[entry.cause];
  }
  return links;
}
