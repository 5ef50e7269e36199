import { rulesOf } from "../../kinds/index.ts";
import {
  arrival,
  asBelieved,
  composeTest,
  findScenario,
  gradeOf,
  paced,
  LABS,
  playScenario,
  questionsOf,
  runLab,
} from "../../lessons/index.ts";
import { runWorld, showWorld } from "../../sandbox/index.ts";
import type { AskKind, Asks } from "./contract.ts";

type Answers = { readonly [K in AskKind]: (ask: Asks[K]["ask"]) => Promise<Asks[K]["answer"]> };

const ANSWERS: Answers = {
  run: async ({ world, ...options }) => {
    const trace = await runWorld(world, options);
    return { ...trace, entries: [...trace.entries] };
  },
  show: async ({ world, command, at, ...options }) => {
    const when = { ...options, for: at + SOON };
    if (!YAML_OUTPUT.test(command)) return showWorld(world, command, when);
    const shown = await showWorld(world, command.replace(YAML_OUTPUT, " -o json"), when);
    if (shown.stdout === "") return shown;
    const { stringify } = await import("yaml");
    return { ...shown, stdout: stringify(JSON.parse(shown.stdout), { indentSeq: false }) };
  },
  questions: ({ world, ...options }) => questionsOf(world, options),
  predictions: async ({ world, ...settings }) => {
    const { predictions } = await import("../../lessons/practice/index.ts");
    return predictions(world, settings);
  },
  test: (options) => composeTest(options),
  believed: async ({ world, seed, kubelet, belief }) => {
    const held = asBelieved({ world, rules: rulesOf(kubelet) }, belief);
    const trace = await runWorld(held.world, { seed, rules: held.rules });
    return { ...trace, entries: [...trace.entries] };
  },
  repair: async ({ scenario: id, world, deeds, ...settings }) => {
    const scenario = findScenario(id);
    if (scenario === undefined) throw new Error(`No scenario ${id}`);
    const actions = paced(deeds, arrival(scenario, world));
    const judged = await playScenario(scenario, world, { actions, ...settings });
    return { grade: gradeOf(judged), run: { ...judged.trace, entries: [...judged.trace.entries] } };
  },
  lab: async ({ lab: id, world, ...settings }) => {
    const lab = LABS.find((each) => each.id === id);
    if (lab === undefined) throw new Error(`No lab ${id}`);
    const rows = await runLab(lab, world, settings);
    return rows.map(({ variant, values, trace }) => ({
      says: variant.says,
      values,
      run: { ...trace, entries: [...trace.entries] },
    }));
  },
  diagnosis: async ({ world, ...options }) => {
    const { diagnosisTask } = await import("../../lessons/practice/index.ts");
    return diagnosisTask(world, options);
  },
  built: async ({ recipe, ...options }) => {
    const { built } = await import("./break-task.ts");
    return built(recipe, options);
  },
  yaml: async ({ objects }) => {
    const { stringify } = await import("yaml");
    return objects.map((object) => stringify(object)).join("---\n");
  },
  paste: async ({ text, kubelet }) => {
    const { pasteAnswer } = await import("./paste.ts");
    return pasteAnswer(text, kubelet);
  },
};

const YAML_OUTPUT = / (?:-o|--output)[ =]?yaml\b/;

/** Instants of entries are rounded: what happens at one is there a moment later. */
const SOON = 1;

/** Answers one question; the same in a worker, in the page and in Node. */
export function answer<K extends AskKind>(kind: K, ask: Asks[K]["ask"]): Promise<Asks[K]["answer"]> {
  return ANSWERS[kind](ask);
}
