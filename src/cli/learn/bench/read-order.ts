import { failed, ok, type Outcome, parseGoDuration } from "../../../base/index.ts";
import { type KubectlLine, kubectlLine } from "./kubectl-line.ts";

/** What somebody at the bench wants. */
export type Order =
  | ({ readonly kind: "kubectl" } & KubectlLine)
  | { readonly kind: "wait"; readonly milliseconds: number }
  | { readonly kind: "hand"; readonly number: number }
  | { readonly kind: "skip" | "undo" | "check" | "hint" | "hands" | "help" | "leave" };

const WORDS: Readonly<Record<string, Exclude<Order["kind"], "kubectl" | "wait" | "hand">>> = {
  skip: "skip",
  undo: "undo",
  check: "check",
  hint: "hint",
  hands: "hands",
  help: "help",
  "?": "help",
  q: "leave",
  quit: "leave",
  exit: "leave",
};

const LONGEST = 86_400_000;

export const HELP: readonly (readonly [string, string])[] = [
  ["kubectl …", "any line, as in a terminal; -f FILE reads a file of yours"],
  ["wait 30s", "lets time pass"],
  ["skip", "lets time pass until the next pull has ended"],
  ["hands", "what can be done beside kubectl, with numbers; hand 2 does it"],
  ["undo", "takes back what was done last"],
  ["hint", "a hint, each time a stronger one"],
  ["check", "lets twelve minutes pass and judges"],
  ["q", "leaves"],
];

export function readOrder(line: string): Outcome<Order, string> {
  const [word = "", rest = ""] = line.split(/\s+(.*)/s);
  const plainWord = WORDS[word.toLowerCase()];
  if (plainWord !== undefined && rest === "") return ok({ kind: plainWord });
  if (word === "wait") return waiting(rest);
  if (word === "hand" && /^\d+$/.test(rest)) return ok({ kind: "hand", number: Number(rest) });
  if (word === "kubectl" || word === "k")
    return ok({ kind: "kubectl", ...kubectlLine(word === "k" ? line.replace(/^k\b/, "kubectl") : line) });
  return failed("Type a kubectl line, or wait 30s, skip, undo, hint, check, help, q");
}

function waiting(text: string): Outcome<Order, string> {
  const milliseconds = parseGoDuration(text);
  if (milliseconds === undefined || milliseconds <= 0 || milliseconds > LONGEST)
    return failed("Type how long, such as wait 30s or wait 5m");
  return ok({ kind: "wait", milliseconds });
}
