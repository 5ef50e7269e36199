import { shellWords } from "../../kubectl/index.ts";
import type { Printed, Run } from "../engine/index.ts";

const READING: ReadonlySet<string> = new Set(["get", "describe", "logs", "events", "explain"]);
/** Flags that lead to another cluster or another user. */
const ELSEWHERE =
  /^--(?:kubeconfig|server|context|token|cluster|user|as|certificate-authority|client-[\w-]+)(?:=|$)|^-s$/;
const NOT_HERE: ReadonlySet<string> = new Set(["exec", "attach", "cp", "port-forward", "proxy", "debug"]);

function wordsOf(line: string): readonly string[] | undefined {
  const words = shellWords(line);
  if (!words.ok) return undefined;
  return words.value[0] === "kubectl" ? words.value.slice(1) : words.value;
}

/** Whether the line only shows. */
export function isReading(line: string): boolean {
  return READING.has(wordsOf(line)?.[0] ?? "");
}

/** Why a line is not run at all; undefined where it is. The rest is kubectl's to refuse. */
export function refusal(line: string): string | undefined {
  const words = wordsOf(line);
  if (words === undefined) return undefined;
  const [verb = ""] = words;
  const flag = words.find((word) => ELSEWHERE.test(word));
  if (flag !== undefined) {
    return `error: this console knows one cluster, the one in this page: ${flag.split("=", 1)[0]} is not taken\n`;
  }
  if (NOT_HERE.has(verb))
    return `error: kubectl ${verb} needs a real container; the ones in this page run no program\n`;
  return undefined;
}

/** What the command of a learner printed in a run; it is the one that began at `t`. */
export function printedBy({ entries }: Run, t: number): Printed {
  const began = entries.findLast((entry) => entry.kind === "user" && entry.data.at === "begin" && entry.t >= t);
  const ended = entries.find((entry) => entry.kind === "user" && entry.cause === began?.seq && entry.data.at === "end");
  if (ended?.kind !== "user" || ended.data.at !== "end") return { stdout: "", stderr: "", exitCode: 0 };
  const { stdout, stderr, exitCode } = ended.data;
  return { stdout, stderr, exitCode };
}
