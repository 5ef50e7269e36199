import { listAt, objectAt, textAt, timestamp, valueAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { matchesLabels } from "../../api/index.ts";
import type { ControllersOptions } from "../controllers.ts";
import { problemsWith } from "./filters.ts";
import { priorityOf } from "./placements.ts";
import { placementsWithout } from "./placements-without.ts";
import type { Problem, Round } from "./problem.ts";
import { emitSchedulerEvent } from "./scheduler-event.ts";

const NOT_HELPFUL = "Preemption is not helpful for scheduling";
const NEVER = "not eligible due to preemptionPolicy=Never.";
const NO_VICTIMS = "No preemption victims found for incoming pod";

export interface Tried {
  readonly node: KubernetesObject;
  readonly problems: readonly Problem[];
}

interface Candidate {
  readonly node: KubernetesObject;
  /** The most important first. */
  readonly victims: readonly Pod[];
  /** Victims that a budget would keep. */
  readonly violations: number;
}

/** What taking pods away could do for one that fits nowhere. */
export type Hope =
  | { readonly best: Candidate }
  | { readonly refusal: string }
  | { readonly reasons: readonly string[] };

/** Whom a pod may push out, and where that would cost least; else why that helps nowhere, in the scheduler's words. */
export function preemptionFor(pod: Pod, tried: readonly Tried[], round: Round): Hope {
  if (valueAt(pod.spec, "preemptionPolicy") === "Never") return { refusal: NEVER };
  if (waitsForVictims(pod, tried, round))
    return { refusal: "not eligible due to a terminating pod on the nominated node." };
  const looks = tried.map((one) => lookAt(pod, one, round));
  const candidates = looks.filter((look): look is Candidate => "victims" in look);
  const best = candidates.sort(byCost)[0];
  return best === undefined ? { reasons: looks.flatMap((look) => ("reasons" in look ? look.reasons : [])) } : { best };
}

/** No pod is in the way of one that no node is asked for. */
export function hopeless(pod: Pod, tried: readonly Tried[]): Hope {
  if (valueAt(pod.spec, "preemptionPolicy") === "Never") return { refusal: NEVER };
  return { reasons: tried.map(() => NOT_HELPFUL) };
}

function waitsForVictims(pod: Pod, tried: readonly Tried[], { placements }: Round): boolean {
  const nominated = nominatedNode(pod);
  const there = tried.find(({ node }) => node.metadata.name === nominated);
  if (there === undefined || there.problems.some(({ isFinal }) => isFinal)) return false;
  return [...placements.on(nominated).pods].some(
    (other) => priorityOf(other) < priorityOf(pod) && isLeavingForAnother(other),
  );
}

function nominatedNode(pod: Pod): string {
  return textAt(pod, "status", "nominatedNodeName") ?? "";
}

function isLeavingForAnother(pod: Pod): boolean {
  const conditions = listAt(pod, "status", "conditions");
  const isTarget = conditions.some(
    (item) => textAt(item, "type") === "DisruptionTarget" && textAt(item, "reason") === "PreemptionByScheduler",
  );
  return isTarget && pod.metadata.deletionTimestamp !== undefined;
}

/** As many pods go as have to: the least important ones, and those that a budget keeps only where no others do. */
function lookAt(
  pod: Pod,
  { node, problems }: Tried,
  round: Round,
): Candidate | { readonly reasons: readonly string[] } {
  if (problems.some(({ isFinal }) => isFinal)) return { reasons: [NOT_HELPFUL] };
  const lower = [...round.placements.on(node.metadata.name ?? "").pods]
    .filter((other) => priorityOf(other) < priorityOf(pod))
    .sort(byImportance);
  if (lower.length === 0) return { reasons: [NO_VICTIMS] };
  const fitsWithout = (gone: ReadonlySet<Pod>): readonly Problem[] =>
    problemsWith(node, pod, { ...round, placements: placementsWithout(round.placements, gone) });
  const left = fitsWithout(new Set(lower));
  if (left.length > 0) return { reasons: left.map(({ reason }) => reason) };
  const gone = new Set(lower);
  const kept = keptByBudgets(lower, round);
  for (const other of [...lower.filter((one) => kept.has(one)), ...lower.filter((one) => !kept.has(one))]) {
    gone.delete(other);
    if (fitsWithout(gone).length > 0) gone.add(other);
  }
  const victims = lower.filter((other) => gone.has(other));
  return { node, victims, violations: victims.filter((victim) => kept.has(victim)).length };
}

/** Pods that a disruption budget has no more room for. */
function keptByBudgets(pods: readonly Pod[], { store }: Round): ReadonlySet<Pod> {
  const budgets = store.list("poddisruptionbudgets").map((budget) => ({
    budget,
    allowed: Number(objectAt(budget, "status")["disruptionsAllowed"] ?? 0),
  }));
  return new Set(
    pods.filter((pod) => {
      const own = budgets.filter(({ budget }) => covers(budget, pod));
      for (const one of own) one.allowed -= 1;
      return own.some(({ allowed }) => allowed < 0);
    }),
  );
}

function covers(budget: KubernetesObject, pod: Pod): boolean {
  const selector = objectAt(budget, "spec", "selector");
  const isEmpty = Object.keys(selector).length === 0;
  return (
    budget.metadata.namespace === pod.metadata.namespace && !isEmpty && matchesLabels(selector, pod.metadata.labels)
  );
}

function startOf(pod: Pod): string {
  return textAt(pod, "status", "startTime") ?? "\uffff";
}

function byImportance(a: Pod, b: Pod): number {
  return priorityOf(b) - priorityOf(a) || (startOf(a) < startOf(b) ? -1 : Number(startOf(a) > startOf(b)));
}

/** Fewest broken budgets, then the least important victims, then the fewest, then those that ran shortest. */
function byCost(a: Candidate, b: Candidate): number {
  const [first, other] = [a, b].map(({ victims }) => victims[0]);
  if (first === undefined || other === undefined) return Number(other !== undefined) - Number(first !== undefined);
  return (
    a.violations - b.violations ||
    priorityOf(first) - priorityOf(other) ||
    sumOf(a) - sumOf(b) ||
    a.victims.length - b.victims.length ||
    (startOf(first) > startOf(other) ? -1 : Number(startOf(first) < startOf(other)))
  );
}

/** Priorities are moved above zero, so that more victims are always more. */
function sumOf({ victims }: Candidate): number {
  return victims.reduce((sum, victim) => sum + priorityOf(victim) + 2 ** 31, 0);
}

/** Ends the victims, each in its own time; the pod is tried again when they are gone. */
export function evictVictims(options: ControllersOptions, pod: Pod, { node, victims }: Candidate): void {
  const { api, clock, rules } = options;
  for (const victim of victims) {
    if (victim.metadata.deletionTimestamp !== undefined) continue;
    const { namespace = "", name = "" } = victim.metadata;
    const condition = {
      type: "DisruptionTarget",
      status: "True",
      lastProbeTime: null,
      lastTransitionTime: timestamp(clock.now()),
      reason: "PreemptionByScheduler",
      message: "default-scheduler: preempting to accommodate a higher priority pod",
    };
    const status = {
      ...objectAt(victim, "status"),
      conditions: [...listAt(victim, "status", "conditions"), condition],
    };
    const { resourceVersion: _any, ...metadata } = victim.metadata;
    const body = { ...victim, metadata, status };
    api.handle({ verb: "update", resource: "pods", subresource: "status", namespace, name, body });
    api.handle({ verb: "delete", resource: "pods", namespace, name });
    const by = rules.scheduler.preemptorIsNamed ? `pod ${pod.metadata.uid ?? ""}` : "a pod";
    const message = `Preempted by ${by} on node ${node.metadata.name ?? ""}`;
    emitSchedulerEvent(options, { pod: victim, related: pod, reason: "Preempted", message, cause: undefined });
  }
}
