import stringWidth from "string-width";

import type { Style } from "../print/style.ts";

/** What the status line tells. */
export interface SandboxView {
  /** 0: time stands still. */
  readonly speed: number;
  /** How many pods show each STATUS, in order of their first pod. */
  readonly pods: ReadonlyMap<string, number>;
}

export type KeyAction = "pause" | "step" | "next-attempt" | "faster" | "slower" | "quit" | "interrupt";

const KEYS: Readonly<Record<string, KeyAction>> = {
  p: "pause",
  " ": "pause",
  s: "step",
  n: "next-attempt",
  "+": "faster",
  "=": "faster",
  "-": "slower",
  q: "quit",
  "\u0003": "interrupt",
  "\u0004": "quit",
};

export function actionOf(key: string): KeyAction | undefined {
  return KEYS[key.toLowerCase()];
}

const SPEEDS = [1, 10, 60, 600];

/** The next speed up or down; what stands still stays so until it is let go. */
export function nextSpeed(speed: number, action: "faster" | "slower"): number {
  if (action === "faster") return SPEEDS.find((each) => each > speed) ?? speed;
  return SPEEDS.findLast((each) => each < speed) ?? speed;
}

const HELP: readonly (readonly [key: string, what: string])[] = [
  ["p", "pause"],
  ["s", "step"],
  ["n", "next pull"],
  ["+", "faster"],
  ["-", "slower"],
  ["q", "quit"],
];

/** One line, no wider than the terminal: how fast time goes, how the pods are, which keys there are. */
export function statusLine(
  view: SandboxView,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const state = [view.speed === 0 ? "paused" : `${view.speed}x`, podsText(view.pods)];
  const left = state.join(" · ");
  const keys = HELP.map(
    ([key, what]) => `${style.bold(key)} ${style.dim(view.speed === 0 && key === "p" ? "go on" : what)}`,
  );
  const short = HELP.map(([key]) => style.bold(key)).join(" ");
  for (const right of [keys.join("  "), short]) {
    if (stringWidth(left) + 3 + stringWidth(right) < width) return `${left}   ${right}`;
  }
  return left.slice(0, width - 1);
}

function podsText(pods: SandboxView["pods"]): string {
  if (pods.size === 0) return "no pods";
  return [...pods].map(([status, count]) => `${count} ${status}`).join(", ");
}
