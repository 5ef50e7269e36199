import { addedPod, carried, interruption, opened, otherPolicy, unverified } from "./care.ts";
import type { Finding, Grade, Predicate, PredicateId } from "./contract.ts";
import { runningSince, strangeImage } from "./goals.ts";
import type { Found, Judged } from "./judged.ts";

type Checks = {
  readonly [Id in PredicateId]: (
    judged: Judged,
    predicate: Extract<Predicate, { readonly is: Id }>,
  ) => Found | undefined;
};

const CHECKS: Checks = {
  runs: (judged, { apps }) => {
    const since = runningSince(judged, apps);
    return typeof since === "number" ? undefined : since;
  },
  ordered: (judged, { apps, images }) => strangeImage(judged, apps, images),
  "keeps-serving": (judged, { app, least }) => interruption(judged, app, least),
  "adds-no-apps": addedPod,
  "keeps-policy": otherPolicy,
  "verifies-tls": unverified,
  "stays-private": opened,
  "carries-nothing": carried,
};

/** Whether what a learner did repairs the scenario: the goals first, then what a repair should leave alone. */
export function gradeOf(judged: Judged): Grade {
  const { scenario } = judged;
  const [missing] = findings(judged, scenario.goals);
  if (missing !== undefined) return { kind: "not-yet", finding: missing };
  const repaired = { after: afterOf(judged), changes: changesIn(judged), par: scenario.par };
  const smells = findings(judged, scenario.care);
  return smells.length === 0 ? { kind: "solved", ...repaired } : { kind: "smell", ...repaired, findings: smells };
}

/** The predicates that do not hold, in their order, each with the entry that shows it. */
function findings(judged: Judged, predicates: readonly Predicate[]): readonly Finding[] {
  return predicates.flatMap((predicate) => {
    const check = CHECKS[predicate.is] as (judged: Judged, predicate: Predicate) => Found | undefined;
    const found = check(judged, predicate);
    return found === undefined ? [] : { predicate: predicate.is, ...found };
  });
}

function afterOf(judged: Judged): number {
  const apps = judged.scenario.goals.flatMap((goal) => (goal.is === "runs" ? goal.apps : []));
  const since = runningSince(judged, apps);
  return typeof since === "number" ? Math.max(0, since - judged.from) : Infinity;
}

/** Commands that only look, or are refused, change nothing. */
function changesIn({ trace, world, from }: Judged): number {
  const outside = world.actions.filter((action) => action.at >= from && !("run" in action));
  const written = trace.entries.flatMap((entry) =>
    entry.kind === "api" && entry.t >= from && entry.data.code < 300 ? (entry.cause ?? []) : [],
  );
  const typed = [...new Set(written)].filter((seq) => trace.entries.at(seq)?.kind === "user");
  return outside.length + typed.length;
}
