import type { Step } from "../../lessons/index.ts";
import { plain } from "../print/plain.ts";
import { markedStatus } from "../print/status-mark.ts";
import type { Column } from "../print/columns.ts";
import { table } from "../print/table.ts";
import type { Style } from "../print/style.ts";

export interface TextLayout {
  readonly wide: boolean;
  readonly style: Style;
  readonly width: number;
}

/** The process table: one row a step; what was done, what came of it, and below it the rule behind it. */
export function stepsTable(steps: readonly Step[], { style, width }: TextLayout): string {
  const several = new Set(steps.flatMap((step) => (step.container === undefined ? [] : [subjectText(step)]))).size > 1;
  const columns: Column[] = [
    { title: "STEP" },
    { title: "TIME", align: "right" },
    { title: "STATUS", shrinksTo: 24 },
    ...(several ? [{ title: "POD" }] : []),
    { title: "WHAT", shrinksTo: 36, falls: true },
  ];
  const rows = steps.map((step) => [
    step.id,
    instantText(step.t),
    step.status === undefined ? "" : markedStatus(plain(step.status), style),
    ...(several ? [plain(subjectText(step))] : []),
    plain(happening(step)),
  ]);
  const notes = steps.map((step) => style.dim(plain(step.notes)));
  return table({ columns, rows, notes, width, title: style.dim });
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
