import type { Step } from "../../lessons/index.ts";
import { plain } from "../print/plain.ts";
import { markedStatus } from "../print/status-mark.ts";
import { type Column, table } from "../print/table.ts";
import type { Style } from "../print/style.ts";

export interface TextLayout {
  readonly wide: boolean;
  readonly style: Style;
  readonly width: number;
}

/** The process table: one row a step; what was done, what came of it, and the rule behind it. */
export function stepsTable(steps: readonly Step[], { wide, style, width }: TextLayout): string {
  const subjects = new Set(steps.flatMap(({ pod }) => pod ?? []));
  const manyPods = wide || subjects.size > 1;
  const columns: Column[] = [
    { title: "STEP" },
    { title: "TIME", align: "right" },
    { title: "STATUS" },
    ...(manyPods ? [{ title: "POD" }] : []),
    { title: "WHAT", grow: true },
  ];
  const rows = steps.map((step) => [
    step.id,
    instantText(step.t),
    step.status === undefined ? "" : markedStatus(plain(step.status), style),
    ...(manyPods ? [plain(subjectText(step))] : []),
    whatText(step, style),
  ]);
  return table({ columns, rows, width, title: style.dim });
}

/** `42.0 s`. */
export function instantText(t: number): string {
  return `${(t / 1000).toFixed(1)} s`;
}

export function subjectText({ pod = "", container }: Pick<Step, "pod" | "container">): string {
  return container === undefined ? pod : `${pod} ${container}`;
}

/** `ACTION: RESULT (3 times)`. */
export function happening({ action, result, repeats }: Step): string {
  const times = repeats > 1 ? ` (${repeats} times)` : "";
  return `${action}${result === "" ? "" : `: ${result}`}${times}`;
}

function whatText(step: Step, style: Style): string {
  const what = plain(happening(step));
  return step.notes === "" ? what : `${what}\n${style.dim(plain(step.notes))}`;
}
