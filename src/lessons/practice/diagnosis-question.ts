import type { World } from "../../kinds/index.ts";
import type { Question } from "../questions/index.ts";
import { diagnosisTask } from "./diagnosis-task.ts";
import { aboutRun, instant, lettered, type PracticeSettings, tell } from "./told.ts";

/** A pod that fails, seen through kubectl alone: which causes fit? Undefined where nothing is wrong that can be told from outside. */
export async function diagnosisQuestion(world: World, settings: PracticeSettings): Promise<Question | undefined> {
  const task = await diagnosisTask(world, settings);
  if (task === undefined) return undefined;
  const told = await tell(world, settings);
  const step = told.steps.findLast(({ t }) => t <= task.at);
  const right = task.options.filter(({ fits }) => fits).map(({ title }) => title);
  return {
    ...aboutRun(told, "DIAGNOSE", "causes"),
    skill: "CAU",
    level: right.length > 1 ? "hard" : "medium",
    stem: `It is ${instant(task.at)}. Which causes fit what kubectl shows? All that fit, and no other`,
    format: "many",
    choices: lettered(task.options.map(({ title, fits }) => ({ text: title, right: fits }))),
    step: step?.id ?? "",
    solution: [...task.proof, ...task.fix.map((line) => `Repair: ${line}`)],
    answer: right.join("; "),
    check: task.proof[0] ?? "",
    hint: "The events hold the runtime's words; describe prints them below the pod.",
  };
}
