import { failed, ok, type Outcome } from "../../../base/index.ts";
import type { World } from "../../../kinds/index.ts";
import { nextScenarios, type Question, questionsOf, skillShares, solvedScenarios } from "../../../lessons/index.ts";
import { diagnosisQuestion, predictions, timings, whyQuestions } from "../../../lessons/practice/index.ts";
import { recordWorld } from "../../../sandbox/index.ts";
import type { ExitCode } from "../../exit.ts";
import { cliFault, type Fault } from "../../fault.ts";
import type { Io } from "../../io.ts";
import { namedWorld } from "../../worlds/named-world.ts";
import type { AttemptBook } from "./attempt-book.ts";
import type { AskingOptions } from "./options.ts";
import type { Paper } from "./paper.ts";
import { practise } from "./practise.ts";

interface Asked {
  readonly world: World;
  readonly seed: number;
  readonly options: AskingOptions;
}

interface WorldMode {
  readonly mode: Paper["mode"];
  readonly about: (world: World) => string;
  readonly questions: (asked: Asked) => Promise<readonly Question[]>;
  readonly look?: (asked: Asked) => Promise<Paper["look"]>;
  /** Most questions, unless said. */
  readonly count: number;
  /** Why there may be none. */
  readonly none: string;
}

const PREDICT: WorldMode = {
  mode: "predict",
  about: ({ title }) => `${title}. The run halts before each step: say what kubectl will show, then see it.`,
  questions: ({ world, seed, options: { kubelet } }) => predictions(world, { seed, kubelet }),
  count: 10,
  none: "no step of it changes what kubectl shows",
};

const WHY: WorldMode = {
  mode: "why",
  about: ({ title }) => `${title}. From what is seen back to what began it, one link at a time.`,
  questions: ({ world, seed, options: { kubelet, step } }) =>
    whyQuestions(world, { seed, kubelet, ...(step === undefined ? {} : { step }) }),
  count: 10,
  none: "there is no such step, or nothing led to it; `pullwhy learn step WORLD` lists the steps",
};

const TIME: WorldMode = {
  mode: "time",
  about: ({ title }) => `${title}. When will it be tried again?`,
  questions: async ({ world, seed, options: { kubelet } }) => [
    ...(await timings(world, { seed, kubelet })),
    ...(await questionsOf(world, { seed, kubelet, templates: TIME_TEMPLATES })),
  ],
  count: 10,
  none: "its pull is not tried again",
};

const TIME_TEMPLATES = ["Q12", "Q13", "Q14", "Q15", "Q16"];

const DIAGNOSE: WorldMode = {
  mode: "diagnose",
  about: ({ about, title }) =>
    `${about ?? title} You see nothing but kubectl: type lines such as kubectl get pods, as few as you need, then name the causes.`,
  questions: async ({ world, seed, options: { kubelet } }) => {
    const question = await diagnosisQuestion(world, { seed, kubelet });
    return question === undefined ? [] : [question];
  },
  look: async ({ world, seed, options: { kubelet } }) => {
    const recording = await recordWorld(world, { seed, kubelet });
    return async (line) => {
      const { stdout, stderr } = await recording.show(line, DIAGNOSED_AT);
      return `${stdout}${stderr}`;
    };
  },
  count: 1,
  none: "nothing is wrong in it after a minute that can be told from outside",
};

const DIAGNOSED_AT = 60_000;

export function runPredict(options: AskingOptions, io: Io): Promise<ExitCode> {
  return inWorld(PREDICT, options, io);
}

export function runWhy(options: AskingOptions, io: Io): Promise<ExitCode> {
  return inWorld(WHY, options, io);
}

export function runTime(options: AskingOptions, io: Io): Promise<ExitCode> {
  return inWorld(TIME, options, io);
}

export function runDiagnoseMode(options: AskingOptions, io: Io): Promise<ExitCode> {
  return inWorld(DIAGNOSE, options, io);
}

function inWorld(mode: WorldMode, options: AskingOptions, io: Io): Promise<ExitCode> {
  return practise((book) => paperOf(mode, options, book), options, io);
}

async function paperOf(mode: WorldMode, options: AskingOptions, book: AttemptBook): Promise<Outcome<Paper, Fault>> {
  const name = options.world ?? recommended(book);
  const named = await namedWorld(name, "");
  if (!named.ok) return named;
  const world = named.value;
  const asked: Asked = { world, seed: options.seed ?? world.seed, options };
  const questions = (await mode.questions(asked)).slice(0, options.count ?? mode.count);
  if (questions.length === 0) return failed(nothingToAsk(mode, name));
  const look = await mode.look?.(asked);
  return ok({
    mode: mode.mode,
    about: mode.about(world),
    seed: asked.seed,
    kubelet: options.kubelet,
    questions,
    isTest: false,
    ...(look === undefined ? {} : { look }),
  });
}

/** The world of the scenario that is best met next; the first one where all are solved. */
function recommended({ attempts }: AttemptBook): string {
  const [next] = nextScenarios({ solved: solvedScenarios(attempts), shares: skillShares(attempts) });
  return next?.world ?? "wrong-tag";
}

function nothingToAsk({ mode, none }: WorldMode, world: string): Fault {
  return cliFault(
    "CLI_NOTHING_TO_ASK",
    `Cannot ask anything about ${JSON.stringify(world)} with learn ${mode}: ${none}`,
  );
}
