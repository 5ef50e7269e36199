import type { Style } from "../print/style.ts";

const NEXT: readonly (readonly [command: string, what: string])[] = [
  ["sandbox", "the same cluster, for your own kubectl"],
  ["trace playground -o wide", "the first story, step by step"],
  ["diagnose pod/web", "why a pod of your cluster cannot start"],
  ["explain auth-missing", "what a cause means"],
  ["worlds", "more situations"],
];

/** What to try next. */
export function closing({ program, style }: { readonly program: string; readonly style: Style }): string {
  const widest = Math.max(...NEXT.map(([command]) => command.length));
  const lines = NEXT.map(([command, what]) => `  ${program} ${command.padEnd(widest)}  ${style.dim(what)}\n`);
  return `\n${style.bold("Try next")}\n${lines.join("")}`;
}
