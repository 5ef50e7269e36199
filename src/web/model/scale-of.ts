import { compressedScale, linearScale, logScale, type Scale, type ScaleKind } from "./scale.ts";
import type { View } from "./view.ts";

const MADE = new WeakMap<View, Map<ScaleKind, Scale>>();

/** The scale of a run; made once for each kind. */
export function scaleOf(kind: ScaleKind, view: View): Scale {
  const made = MADE.get(view) ?? new Map<ScaleKind, Scale>();
  MADE.set(view, made);
  const scale = made.get(kind) ?? make(kind, view);
  made.set(kind, scale);
  return scale;
}

function make(kind: ScaleKind, { steps, ladder, length }: View): Scale {
  if (kind === "linear") return linearScale(length);
  if (kind === "log") return logScale(length);
  const rungs = ladder?.rungs ?? [];
  return compressedScale([...steps.map(({ t }) => t), ...rungs.flatMap(({ from, to }) => [from, to])], length);
}
