import type { Skill } from "../../lessons/index.ts";
import type { Mode } from "./modes.ts";

/** The way in which each skill is practised best. */
const PRACTISED: Readonly<Record<Skill, Mode>> = {
  SYM: "predict",
  CAU: "diagnose",
  TIM: "time",
  CRD: "why",
  POL: "break",
  FIX: "fix",
};

const ENOUGH = 0.8;

/** Which way to practise next, by what went worst; the test where nothing did. Nothing where nothing was answered yet. */
export function recommended(
  shares: ReadonlyMap<Skill, number>,
): { readonly mode: Mode; readonly skill?: Skill } | undefined {
  const [weakest] = [...shares].toSorted(([, a], [, b]) => a - b);
  if (weakest === undefined) return undefined;
  const [skill, share] = weakest;
  return share < ENOUGH ? { mode: PRACTISED[skill], skill } : { mode: "test" };
}
