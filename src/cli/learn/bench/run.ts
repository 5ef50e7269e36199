import { failed, ok, type Outcome } from "../../../base/index.ts";
import { DEFAULT_MINOR, type Minor, type World } from "../../../kinds/index.ts";
import {
  findScenario,
  nextScenarios,
  type Scenario,
  SCENARIOS,
  skillShares,
  solvedScenarios,
} from "../../../lessons/index.ts";
import { nearest } from "../../choice.ts";
import type { Typed } from "../../entry.ts";
import { EXIT, type ExitCode } from "../../exit.ts";
import { cliFault, type Fault, refuse } from "../../fault.ts";
import type { Io } from "../../io.ts";
import { printedData } from "../../print/data.ts";
import { readWorldFile } from "../../worlds/read-world-file.ts";
import { worldFile } from "../../worlds/shipped.ts";
import { bookFor, tellUnkept } from "../practice/book-for.ts";
import { Conversation, quiet } from "../practice/conversation.ts";
import { judgedWorld } from "./break-exercise.ts";
import type { Exercise } from "./exercise.ts";
import { exerciseMarkdown, exerciseReport } from "./report.ts";
import type { ExerciseSettings } from "./fix-exercise.ts";
import { judgeOwn, work, type Work } from "./work.ts";

export interface BenchModeOptions {
  /** Id of a scenario; the one that is best met next where nothing was typed. */
  readonly scenario?: string;
  /** Of `break`: a world file of the learner's. */
  readonly filename?: string;
  readonly seed?: number;
  readonly kubelet: Minor;
  readonly output: "text" | "json" | "yaml" | "md";
  readonly plain: boolean;
}

type Flags = Omit<Partial<BenchModeOptions>, "output"> & Pick<BenchModeOptions, "output">;

export function benchOptions({ args, flags }: Typed<Flags>): Outcome<BenchModeOptions, Fault> {
  const [scenario] = args;
  const { kubelet = DEFAULT_MINOR, plain = false, ...rest } = flags;
  return ok({ ...rest, kubelet, plain, ...(scenario === undefined ? {} : { scenario }) });
}

export type MakeExercise = (
  scenario: Scenario,
  world: World,
  settings: ExerciseSettings,
) => Promise<Outcome<Exercise, Fault>>;

/** Does an exercise here, or prints it where it is to be printed; what is piped in is taken for what is typed. */
export async function atBench(make: MakeExercise, options: BenchModeOptions, io: Io): Promise<ExitCode> {
  const book = await bookFor(io);
  const scenarios = scenariosFor(options.scenario, book.attempts);
  if (!scenarios.ok) return refuse(io, scenarios.fault);
  const begun = await firstSetUp(scenarios.value, make, options);
  if (!begun.ok) return refuse(io, begun.fault);
  const { exercise, world } = begun.value;
  const isTalk = options.output === "text";
  const talk = new Conversation(isTalk ? io : quiet(io), options.plain);
  if (isTalk) await introduce(exercise, talk);
  const own = options.filename === undefined ? undefined : await readWorldFile(options.filename);
  if (own?.ok === false) return refuse(io, own.fault);
  const desk = { talk, book, now: io.now };
  const done: Work =
    own !== undefined
      ? await judgeOwn(exercise, desk, () =>
          judgedWorld(exercise.scenario, own.value, { ...settingsOf(exercise), world }),
        )
      : isTalk || io.in.isPiped
        ? await work(exercise, desk)
        : { lines: [] };
  await talk.close();
  if (!isTalk) await io.out.write(await printed(exercise, done, options.output));
  await tellUnkept(book, io);
  return exitOf(done, { isTalk, io });
}

interface SetUp {
  readonly exercise: Exercise;
  readonly world: World;
}

/** The first scenario that the exercise can be made of: there is nothing to be broken where nothing is wrong. */
async function firstSetUp(
  scenarios: readonly Scenario[],
  make: MakeExercise,
  options: BenchModeOptions,
): Promise<Outcome<SetUp, Fault>> {
  for (const scenario of scenarios) {
    const made = await setUp(scenario, make, options);
    if (made.ok || scenarios.length === 1) return made;
  }
  throw new Error("No scenario can be set up");
}

async function setUp(
  scenario: Scenario,
  make: MakeExercise,
  { seed, kubelet }: BenchModeOptions,
): Promise<Outcome<SetUp, Fault>> {
  const read = await readWorldFile(worldFile(scenario.world), scenario.world);
  if (!read.ok) return read;
  const made = await make(scenario, read.value, { seed: seed ?? read.value.seed, kubelet });
  return made.ok ? ok({ exercise: made.value, world: read.value }) : made;
}

function settingsOf({ seed, kubelet }: Exercise): ExerciseSettings {
  return { seed, kubelet };
}

async function introduce({ scenario, task }: Exercise, talk: Conversation): Promise<void> {
  await talk.write(`${talk.style.bold(scenario.title)}\n`);
  for (const paragraph of task) await talk.say(paragraph);
  await talk.say("Type kubectl lines; help tells what else can be typed, check judges what you have done.");
}

async function printed(exercise: Exercise, done: Work, output: BenchModeOptions["output"]): Promise<string> {
  const report = exerciseReport(exercise, done);
  return output === "json" || output === "yaml" ? printedData(report, output) : exerciseMarkdown(report);
}

async function exitOf(
  { judgement, left, lines }: Work,
  { isTalk, io }: { readonly isTalk: boolean; readonly io: Io },
): Promise<ExitCode> {
  if (io.signal.aborted) return EXIT.interrupted;
  if (left?.code === "junk") {
    const message = `Cannot carry out line ${left.line} of standard input: it is nothing that can be done here`;
    return refuse(io, cliFault("CLI_ANSWER_UNREADABLE", message, left.wanted));
  }
  if (!isTalk && lines.length === 0 && judgement === undefined) return EXIT.ok;
  return judgement !== undefined && judgement.kind !== "not-yet" ? EXIT.ok : EXIT.problems;
}

/** The one that was named, else all that could be next, the best first. */
function scenariosFor(
  wanted: string | undefined,
  attempts: Parameters<typeof solvedScenarios>[0],
): Outcome<readonly Scenario[], Fault> {
  if (wanted === undefined) {
    const next = nextScenarios({ solved: solvedScenarios(attempts), shares: skillShares(attempts) });
    return ok([...next, ...SCENARIOS]);
  }
  const found = findScenario(wanted);
  return found === undefined ? failed(unknownScenario(wanted)) : ok([found]);
}

function unknownScenario(wanted: string): Fault {
  const meant = nearest(
    wanted,
    SCENARIOS.map(({ id }) => id),
  );
  const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
  const message = `Cannot find scenario ${JSON.stringify(wanted)}: there is none of this name`;
  return cliFault("CLI_SCENARIO_UNKNOWN", message, `${suggestion}\`pullwhy learn list\` lists them`);
}
