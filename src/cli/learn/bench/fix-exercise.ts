import { ok, type Outcome } from "../../../base/index.ts";
import type { Minor, World } from "../../../kinds/index.ts";
import {
  arrival,
  brokenWorld,
  type Finding,
  type Grade,
  gradeOf,
  handDeeds,
  playScenario,
  type Scenario,
  toldLogins,
} from "../../../lessons/index.ts";
import { diagnosisTask } from "../../../lessons/practice/index.ts";
import { shortDuration } from "../../print/short-duration.ts";
import { Bench } from "./bench.ts";
import type { Exercise, Hand, Judgement } from "./exercise.ts";

export interface ExerciseSettings {
  readonly seed: number;
  readonly kubelet: Minor;
}

/** A broken world that is to be repaired; what counts are the scenario's predicates twelve minutes later. */
export async function fixExercise(
  scenario: Scenario,
  world: World,
  settings: ExerciseSettings,
): Promise<Outcome<Exercise, never>> {
  const from = arrival(scenario, world);
  const bench = new Bench({ world: brokenWorld(scenario, world), from, ...settings });
  return ok({
    mode: "fix",
    scenario,
    ...settings,
    task: [scenario.task, ...loginsLine(world)],
    bench,
    hands: handsOf(scenario, world),
    hints: () => hintsOf(scenario, world, settings),
    judge: async () =>
      judgementOf(gradeOf(await playScenario(scenario, world, { ...settings, actions: bench.actions })), scenario),
  });
}

function loginsLine(world: World): readonly string[] {
  const logins = toldLogins(world).map(({ host, username, password }) => `${host}: ${username}, ${password}`);
  return logins.length === 0 ? [] : [`Logins that you know: ${logins.join("; ")}.`];
}

function handsOf(scenario: Scenario, world: World): readonly Hand[] {
  return handDeeds(scenario, brokenWorld(scenario, world)).map(({ says, deed }) => ({ says, deeds: [deed] }));
}

/** What it is about, what is the matter, what is done about such a thing. */
async function hintsOf(scenario: Scenario, world: World, settings: ExerciseSettings): Promise<readonly string[]> {
  const task = await diagnosisTask(brokenWorld(scenario, world), settings);
  const causes = task?.options.filter(({ fits }) => fits).map(({ title }) => title) ?? [];
  return [
    `After this you can ${scenario.objective}.`,
    ...(causes.length === 0 ? [] : [`What fits what kubectl shows: ${causes.join("; ")}.`]),
    ...(task === undefined ? [] : [task.fix.join("; ")]),
  ];
}

function judgementOf(grade: Grade, { objective }: Scenario): Judgement {
  if (grade.kind === "not-yet") {
    const lines = ["Not yet.", ...findingLines(grade.finding), `It is about this: ${objective}`];
    return { kind: "not-yet", lines };
  }
  const { after, changes, par } = grade;
  const count = changes === 1 ? "one change" : `${changes} changes`;
  const lines = [
    `${grade.kind === "smell" ? "Repaired, but it smells" : "Repaired"}: everything runs ${shortDuration(Math.ceil(after / 1000) * 1000)} after you came, with ${count}; ${par} would do.`,
    ...(grade.kind === "smell" ? grade.findings.flatMap(findingLines) : []),
  ];
  return { kind: grade.kind, lines, after, changes, par };
}

const WANTED: Readonly<Record<Finding["predicate"], string>> = {
  runs: "all pods are there and ready at the end, and stay so",
  ordered: "it is the image that was ordered",
  "keeps-serving": "it serves all the time",
  "adds-no-apps": "no other pod is put beside it",
  "keeps-policy": "the pull policy stays as it is",
  "verifies-tls": "certificates are verified",
  "stays-private": "no repository is opened to everybody",
  "carries-nothing": "no image is carried onto a node by hand",
};

function findingLines({ predicate, text, t }: Finding): readonly string[] {
  return [`Wanted: ${WANTED[predicate]}.`, `At ${(t / 1000).toFixed(1)} s: ${text}`];
}
