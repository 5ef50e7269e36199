import { shellWords } from "../../../kubectl/index.ts";

const READING: ReadonlySet<string> = new Set(["get", "describe", "logs", "events"]);
/** Flags that lead to another cluster or another user. */
const ELSEWHERE =
  /^--(?:kubeconfig|server|context|token|cluster|user|as|as-group|certificate-authority|client-[\w-]+)(?:=|$)|^-s$/;
const NOT_HERE: ReadonlySet<string> = new Set(["exec", "attach", "cp", "port-forward", "proxy", "debug", "edit"]);
const FILE = /^(?:-f|--filename)(?:=(.*))?$/s;

/** A line that somebody has typed at the bench, which has no shell: words, and what kubectl would do with them. */
export interface KubectlLine {
  readonly line: string;
  /** It only shows. */
  readonly isReading: boolean;
  /** Why it is not run at all. */
  readonly refusal?: string;
  /** The file that it reads, which lies outside of the cluster. */
  readonly file?: string;
}

export function kubectlLine(line: string): KubectlLine {
  const parsed = shellWords(line);
  if (!parsed.ok) return { line, isReading: false, refusal: `error: ${parsed.fault}\n` };
  const words = parsed.value[0] === "kubectl" ? parsed.value.slice(1) : parsed.value;
  const [verb = ""] = words;
  const refusal = refusalOf(verb, words);
  const file = fileOf(words);
  return {
    line: `kubectl ${parsed.value[0] === "kubectl" ? line.replace(/^\s*kubectl\s+/, "") : line}`,
    isReading: READING.has(verb),
    ...(refusal === undefined ? {} : { refusal }),
    ...(file === undefined ? {} : { file }),
  };
}

function refusalOf(verb: string, words: readonly string[]): string | undefined {
  const flag = words.find((word) => ELSEWHERE.test(word));
  if (flag !== undefined) return `error: there is one cluster here: ${flag.split("=", 1)[0]} is not taken\n`;
  if (verb === "edit") return "error: there is no editor here: kubectl patch, or kubectl apply -f FILE\n";
  if (NOT_HERE.has(verb)) return `error: kubectl ${verb} needs a container that runs a program; none here does\n`;
  return undefined;
}

function fileOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => FILE.test(word));
  if (at === -1) return undefined;
  return FILE.exec(words[at] ?? "")?.[1] ?? words[at + 1];
}

/** The same line, reading from standard input. */
export function fromStdin(line: string, file: string): string {
  return line.replace(file, "-");
}
