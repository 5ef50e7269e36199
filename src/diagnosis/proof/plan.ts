import { findCause } from "../causes/index.ts";
import type { Weighed } from "../verdicts/index.ts";
import { type Probe, type ProbeId, PROBES } from "./probes.data.ts";

/** A probe, and what it is made for. */
export interface Step {
  readonly probe: ProbeId;
  readonly of: readonly Weighed[];
}

/** Which probes of which subjects were made. */
export type Done = ReadonlySet<string>;

export function doneKey(probe: ProbeId, { subject }: Weighed): string {
  const { pod, container, image } = subject;
  return [probe, pod?.namespace, pod?.name, pod?.uid, container?.name, image].join(" ");
}

/** The probes that can be made now and tell something apart that is open. Empty: all is proven, or cannot be from here. */
export function nextSteps(weighed: readonly Weighed[], done: Done): readonly Step[] {
  const open = weighed.filter(({ subject, finding }) => subject.pod !== undefined && finding.causes.length > 0);
  return PROBES.flatMap((probe) => {
    const of = open.filter((each) => isWanted(probe, each, done) && isReady(probe, each, done) && holds(probe, each));
    return of.length === 0 ? [] : [{ probe: probe.id, of }];
  });
}

function isWanted(probe: Probe, weighed: Weighed, done: Done): boolean {
  if (done.has(doneKey(probe.id, weighed))) return false;
  const { causes, confidence } = weighed.finding;
  const [first = ""] = causes;
  if (isAmong(probe.completes ?? [], first)) return true;
  return confidence !== "certain" && causes.some((cause) => isAmong(probe.splits, cause));
}

function isAmong(names: readonly string[], cause: string): boolean {
  return names.includes(cause) || names.includes(findCause(cause)?.family ?? "");
}

/** Nothing that has to come before is still to be made. */
function isReady({ after = [] }: Probe, weighed: Weighed, done: Done): boolean {
  return PROBES.filter(({ id }) => after.includes(id)).every(
    (before) => !(isWanted(before, weighed, done) && holds(before, weighed)),
  );
}

function holds({ id, when }: Probe, { subject, answers }: Weighed): boolean {
  const found = answers.asKubelet.some(({ answer }) => answer === "found");
  if (id === "secrets") return (subject.pod?.pullSecrets?.length ?? 0) > 0;
  if (when === undefined) return true;
  return when === "found" ? found : answers.asKubelet.length > 0 && !found;
}
