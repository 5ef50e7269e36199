import { failed, ok, type Outcome } from "../../../base/index.ts";
import type { World } from "../../../kinds/index.ts";
import { arrival, brokenWorld, type Scenario } from "../../../lessons/index.ts";
import { looksLike, type Symptom, symptomsAt } from "../../../lessons/breaking/index.ts";
import { recordWorld } from "../../../sandbox/index.ts";
import { cliFault, type Fault } from "../../fault.ts";
import { readWorldFile } from "../../worlds/read-world-file.ts";
import { worldFile } from "../../worlds/shipped.ts";
import { Bench } from "./bench.ts";
import { breakHands } from "./break-hands.ts";
import type { Exercise, Judgement } from "./exercise.ts";
import type { ExerciseSettings } from "./fix-exercise.ts";

/** A cluster with nothing in it, and registries full of images. */
const PLAYGROUND = "playground";
const BEGINS = 10_000;
/** How long what was done is let alone before it is looked at. */
const SHOWS = 60_000;
/** How often a world of the learner's is looked at. */
const OFTEN = 15_000;

/** The other way round: here is what kubectl shows of a pod; make one that shows the same. */
export async function breakExercise(
  scenario: Scenario,
  world: World,
  settings: ExerciseSettings,
): Promise<Outcome<Exercise, Fault>> {
  const goal = await goalOf(scenario, world, settings);
  if (goal === undefined) return failed(noSymptom(scenario));
  const read = await readWorldFile(worldFile(PLAYGROUND), PLAYGROUND);
  if (!read.ok) return read;
  const playground = { ...read.value, actions: [] };
  const bench = new Bench({ world: playground, from: BEGINS, ...settings });
  return ok({
    mode: "break",
    scenario,
    ...settings,
    task: [...taskOf(goal), tourOf(playground)],
    bench,
    hands: breakHands(playground),
    hints: () =>
      Promise.resolve([`It is about this: ${scenario.objective}.`, `Somebody had this task: ${scenario.task}`]),
    judge: async () => {
      const at = bench.now + SHOWS;
      const shown = await symptomsAt(
        { show: (line, t) => bench.showAt(line, t) },
        { world: playground, at, ...settings },
      );
      return judgementOf(goal, shown, bench.actions.length);
    },
  });
}

function noSymptom({ id }: Scenario): Fault {
  return cliFault("CLI_NOTHING_TO_ASK", `Cannot ask for the symptom of ${JSON.stringify(id)}: nothing is wrong in it`);
}

/** A world of the learner's own instead of the bench: it is looked at again and again until its end. */
export async function judgedWorld(
  scenario: Scenario,
  own: World,
  settings: ExerciseSettings & { readonly world: World },
): Promise<Judgement> {
  const goal = await goalOf(scenario, settings.world, settings);
  const recording = await recordWorld(own, settings);
  const seen: Symptom[] = [];
  for (let at = OFTEN; at <= Math.max(own.for, SHOWS); at += OFTEN)
    seen.push(...(await symptomsAt(recording, { ...settings, world: own, at })));
  return judgementOf(goal, seen, own.actions.length);
}

/** What the scenario's pod shows when the learner would come to it. */
async function goalOf(scenario: Scenario, world: World, settings: ExerciseSettings): Promise<Symptom | undefined> {
  const at = arrival(scenario, world);
  const broken = brokenWorld(scenario, world);
  const recording = await recordWorld({ ...broken, for: at }, settings);
  const [goal] = await symptomsAt(recording, { ...settings, world: broken, at });
  return goal;
}

function taskOf({ status, says }: Symptom): readonly string[] {
  return [`Make a pod of which kubectl shows ${status}, and of which this is said:`, says];
}

function tourOf({ registries }: World): string {
  const images = registries.flatMap(({ host, repositories, auth }) =>
    repositories.map(({ name, tags }) => {
      const login = auth.kind === "basic" ? " (with a login: puller, puller-pass)" : "";
      return `${host}/${name}:${tags.map((tag) => (typeof tag === "string" ? tag : tag.tag)).join(", :")}${login}`;
    }),
  );
  return `The cluster is empty. There are these images: ${images.join("; ")}. hands lists what can be broken beside it.`;
}

function judgementOf(goal: Symptom | undefined, shown: readonly Symptom[], changes: number): Judgement {
  const same = shown.find((each) => goal !== undefined && looksLike(each, goal));
  if (same !== undefined) return { kind: "solved", lines: [`That is it: pod ${same.pod} shows the same.`], changes };
  const [other] = shown;
  if (other === undefined) return { kind: "not-yet", lines: ["Not yet.", "No pod fails, a minute later."], changes };
  const lines = ["Not yet.", `Pod ${other.pod} shows ${other.status}:`, other.says];
  return { kind: "not-yet", lines, changes };
}
