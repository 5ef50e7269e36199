import { type Question, stepsOf } from "../../../lessons/index.ts";
import { runWorld } from "../../../sandbox/index.ts";
import { worldOf } from "./world-of.ts";

/** A question about rows of a table that is not on the screen here: each row is told by its time and what is done, not by what comes of it. */
export async function withRows(question: Question): Promise<Question> {
  if (question.format !== "row") return question;
  const world = await worldOf(question);
  if (world === undefined) return question;
  const { seed, kubelet } = question;
  const steps = stepsOf(await runWorld(world, { seed, kubelet }));
  const choices = question.choices.map((choice) => {
    const step = steps.find(({ id }) => id === choice.text);
    if (step === undefined) return choice;
    return { ...choice, text: `${step.id}  ${(step.t / 1000).toFixed(1)} s  ${step.action}` };
  });
  return { ...question, choices };
}
