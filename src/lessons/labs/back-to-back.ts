import type { Entry, Trace, World } from "../../kinds/index.ts";
import type { Column, Lab, Variant } from "./contract.ts";

/** How long the program runs after the recovery, until it ends and has to be pulled again. */
const RUNS_FOR = [60_000, 400_000, 700_000] as const;

/** Until after the failure that follows. */
const AFTERWARDS = 120_000;

const VARIANTS: readonly Variant[] = RUNS_FOR.map((runsFor) => ({
  id: `after-${runsFor / 1000}`,
  says: `Fail again when it has run for ${runsFor / 1000} seconds`,
  worldOf: (world) => running(world, runsFor),
}));

function running(world: World, runsFor: number): World {
  const registries = world.registries.map((registry) => ({
    ...registry,
    repositories: registry.repositories.map((repository) => ({
      ...repository,
      tags: repository.tags.map((image) => ({ ...image, runsFor })),
    })),
  }));
  return { ...world, registries, for: runsFor + AFTERWARDS };
}

const COLUMNS: readonly Column[] = [
  { id: "ran", title: "It ran for", unit: "ms", of: ranFor },
  { id: "before", title: "Last delay before the recovery", unit: "ms", of: (trace) => windows(trace).before.at(-1) },
  { id: "after", title: "Delay after the failure that follows", unit: "ms", of: (trace) => windows(trace).after[0] },
];

export const BACK_TO_BACK: Lab = {
  id: "back-to-back",
  world: "back-to-back",
  skills: ["TIM"],
  beliefs: ["M20d"],
  title: "How long the kubelet remembers",
  objective: "foretell the delay of a pod that has recovered and fails again",
  task: "The registry fails, recovers, and fails again. Does the kubelet begin anew, or does it go on where it was?",
  variants: VARIANTS,
  columns: COLUMNS,
};

/** The entry of the attempt that went well. */
function recovery({ entries }: Trace): Entry | undefined {
  return entries.find(({ kind, data }) => kind === "decision" && data.state === "pulled");
}

function ranFor(trace: Trace): number | undefined {
  const started = recovery(trace)?.t;
  const ended = trace.entries.find(({ kind, data }) => kind === "cri" && data.call === "ContainerExited")?.t;
  return started === undefined || ended === undefined ? undefined : ended - started;
}

function windows(trace: Trace): { readonly before: readonly number[]; readonly after: readonly number[] } {
  const recovered = recovery(trace)?.seq ?? Infinity;
  const of = (test: (seq: number) => boolean): readonly number[] =>
    trace.entries.flatMap((entry) => (entry.kind === "backoff" && test(entry.seq) ? entry.data.window : []));
  return { before: of((seq) => seq < recovered), after: of((seq) => seq > recovered) };
}
