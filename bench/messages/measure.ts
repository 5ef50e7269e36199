import { classify } from "../../src/diagnosis/index.ts";
import { sameWords } from "../../src/diagnosis/messages/fixtures/same-words.ts";

/** A message with what may count as its cause: the label or the injected fault first. */
export interface Labelled {
  readonly text: string;
  readonly reason?: string;
  readonly wanted: readonly [string, ...string[]];
  readonly ambiguous: boolean;
}

interface CorpusLine {
  readonly message: string;
  readonly reason?: string;
  readonly cause: string;
  readonly alsoPossible: readonly string[];
  readonly ambiguous: boolean;
}

interface RuntimeLine {
  readonly fault: string;
  readonly image: string;
  readonly grpcCode?: string;
  readonly message?: string;
  readonly ok: boolean;
}

/** Where a line is ambiguous every cause of its label counts, as the conformance contract scores it. */
export function corpusMessages(lines: readonly CorpusLine[]): Labelled[] {
  return lines.map(({ message, reason, cause, alsoPossible, ambiguous }) => ({
    text: message,
    ...(reason !== undefined && { reason }),
    wanted: ambiguous ? [cause, ...alsoPossible] : [cause],
    ambiguous,
  }));
}

/** Faults with the same words count alike. */
export function runtimeMessages(lines: readonly RuntimeLine[]): Labelled[] {
  const failed = lines.filter(({ ok }) => !ok);
  return failed.map((line) => {
    const alike = failed.filter((other) => sameWords(other) === sameWords(line)).map(({ fault }) => fault);
    const code = line.grpcCode === "Unknown" ? "" : `rpc error: code = ${line.grpcCode} desc = `;
    return {
      text: `Failed to pull image "${line.image}": ${code}${line.message}`,
      reason: "Failed",
      wanted: [line.fault, ...alike],
      ambiguous: new Set(alike).size > 1,
    };
  });
}

/** How many of the messages are named right, and which wrong names were given. */
export function scoreOf(messages: readonly Labelled[]): {
  readonly right: number;
  readonly named: number;
  readonly confusion: Readonly<Record<string, number>>;
} {
  const confusion: Record<string, number> = {};
  let right = 0;
  let named = 0;
  for (const { text, reason, wanted } of messages) {
    const { causes } = classify({ text, ...(reason !== undefined && { reason }) });
    const [first = "unknown"] = causes;
    if (wanted.includes(first)) right += 1;
    else confusion[`${wanted[0]} → ${first}`] = (confusion[`${wanted[0]} → ${first}`] ?? 0) + 1;
    if (causes.some((cause) => wanted.includes(cause))) named += 1;
  }
  return { right, named, confusion };
}

/** Reads each message once; answers how many had no cause. */
export function readAll(messages: readonly Labelled[]): number {
  return messages.filter(({ text }) => classify({ text }).causes.length === 0).length;
}
