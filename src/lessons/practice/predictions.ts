import { rulesOf, type World } from "../../kinds/index.ts";
import { BELIEFS, type BeliefId } from "../beliefs/index.ts";
import type { Step } from "../contract.ts";
import type { Question } from "../questions/index.ts";
import { sentenceOf } from "../reading/index.ts";
import { aboutRun, happening, instant, lettered, type PracticeSettings, tell, type Told } from "./told.ts";

/** Beliefs about what kubectl shows next. */
const BELIEVED: readonly BeliefId[] = ["M01", "M02", "M03", "M22", "M23"];
/** How many steps are told before one that is asked about. */
const BEFORE = 3;

/** Before each step of a run in which kubectl shows something: what will it show? Those who believe something else expect other things. */
export async function predictions(world: World, settings: PracticeSettings): Promise<readonly Question[]> {
  const told = await tell(world, settings);
  const real = rulesOf(settings.kubelet);
  const believed = await Promise.all(
    BELIEVED.map(async (id) => {
      const rules = BELIEFS.find((belief) => belief.id === id)?.patch(real) ?? real;
      return { id, told: await tell(world, settings, rules) };
    }),
  );
  return told.steps.flatMap((step, index) =>
    index > 1 && step.status !== undefined && !step.id.startsWith("a") ? prediction(told, index, believed) : [],
  );
}

type Believed = readonly { readonly id: BeliefId; readonly told: Told }[];

function prediction(told: Told, index: number, believed: Believed): readonly Question[] {
  const step = told.steps[index];
  if (step?.status === undefined) return [];
  const { pod, status: right, t } = step;
  const expected = new Map(
    believed.flatMap(({ id, told: other }) => [[shownAt(other, pod, t), id] as const]).reverse(),
  );
  const others = new Set([...told.steps.filter((each) => each.pod === pod), ...shownOf(believed, pod)].map(shown));
  const texts = [...others].filter((text) => text !== undefined && text !== "");
  const choices = texts.map((text = "") => {
    const belief = text === right ? undefined : expected.get(text);
    return { text, right: text === right, ...(belief === undefined ? {} : { belief }) };
  });
  return [
    {
      ...aboutRun(told, "Q27", step.id),
      skill: "TIM",
      level: "medium",
      stem: `At ${instant(t)}: ${lowerFirst(happening({ ...step, result: "" }))}. What will kubectl show in STATUS?`,
      evidence: told.steps
        .slice(Math.max(0, index - BEFORE), index)
        .map(before)
        .join("\n"),
      format: "one",
      choices: lettered(choices),
      step: step.id,
      solution: [step.notes],
      answer: right,
      check: sentenceOf(step),
      hint: "Each look publishes first what the look before it has found, and tries only then.",
    },
  ];
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `the ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

function before(step: Step): string {
  return `${instant(step.t).padStart(8)}  ${step.status ?? "-"}  ${happening(step)}`;
}

function shown({ status }: Pick<Step, "status">): string | undefined {
  return status;
}

function shownOf(believed: Believed, pod: string | undefined): readonly Step[] {
  return believed.flatMap(({ told }) => told.steps.filter((step) => step.pod === pod));
}

function shownAt({ steps }: Told, pod: string | undefined, t: number): string {
  return steps.findLast((step) => step.pod === pod && step.t <= t)?.status ?? "";
}
