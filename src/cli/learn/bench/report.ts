import type { Scenario } from "../../../lessons/index.ts";
import type { Exercise, Judgement } from "./exercise.ts";
import type { Work } from "./work.ts";

/** An exercise, and what came of it where something was typed. */
export interface ExerciseReport extends Pick<Scenario, "title" | "objective" | "level" | "skills" | "par"> {
  readonly schema: "pullwhy.learn-exercise/v1";
  readonly mode: Exercise["mode"];
  readonly scenario: string;
  readonly seed: number;
  readonly kubelet: string;
  readonly task: readonly string[];
  /** What can be done beside kubectl. */
  readonly hands: readonly string[];
  readonly judgement?: Judgement;
}

export function exerciseReport(exercise: Exercise, { judgement }: Work): ExerciseReport {
  const { mode, scenario, seed, kubelet, task, hands } = exercise;
  const { id, title, objective, level, skills, par } = scenario;
  return {
    schema: "pullwhy.learn-exercise/v1",
    mode,
    scenario: id,
    title,
    objective,
    level,
    skills,
    par,
    seed,
    kubelet,
    task,
    hands: hands.map(({ says }) => says),
    ...(judgement === undefined ? {} : { judgement }),
  };
}

/** A task to be printed. */
export function exerciseMarkdown({ title, task, objective, hands, judgement }: ExerciseReport): string {
  const beside = hands.length === 0 ? "" : `\nBeside kubectl:\n\n${hands.map((hand) => `- ${hand}\n`).join("")}`;
  const came = judgement === undefined ? "" : `\n## What came of it\n\n${judgement.lines.join("\n\n")}\n`;
  return `# ${title}\n\n${task.join("\n\n")}\n\nAfter it you can ${objective}.\n${beside}${came}`;
}
