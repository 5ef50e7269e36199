import { findScenario } from "../scenarios/index.ts";
import type { Attempt } from "./attempt.ts";

const [FIX, BREAK] = ["FIX", "BREAK"] as const;

export interface Exercise {
  readonly mode: "fix" | "break";
  readonly scenario: string;
  readonly seed: number;
  readonly kubelet: string;
}

/** A scenario that was repaired or brought about, or was not, kept beside the answers. */
export function exerciseAttempt(
  { mode, scenario, seed, kubelet }: Exercise,
  { at, right, hints }: Pick<Attempt, "at" | "right" | "hints">,
): Attempt {
  const question = `${mode === "fix" ? FIX : BREAK}/${scenario}/${seed}/${kubelet}`;
  return {
    v: 1,
    at,
    question,
    mode,
    skill: mode === "fix" ? "FIX" : "CAU",
    right,
    level: findScenario(scenario)?.level ?? "medium",
    hints,
  };
}

/** Scenarios that were repaired once. */
export function solvedScenarios(attempts: readonly Attempt[]): ReadonlySet<string> {
  return new Set(
    attempts.flatMap(({ question, right }) => (right && isFix(question) ? (question.split("/")[1] ?? []) : [])),
  );
}

/** Worlds that something was answered about. */
export function startedScenarios(attempts: readonly Attempt[]): ReadonlySet<string> {
  return new Set(attempts.flatMap(({ question }) => question.split("/")[1] ?? []));
}

function isFix(question: string): boolean {
  return question.startsWith(`${FIX}/`);
}
