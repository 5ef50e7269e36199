import { listAt, textAt } from "../base/index.ts";
import type { KubernetesObject, SecretObject } from "../kinds/index.ts";
import { misfit, type PatchOperation } from "./json-patch.ts";
import { managedBy } from "./managed.ts";
import { type Change, type DiffLine, idOf, idText, type Plan } from "./plan.ts";
import { type Before, beforeOf, forgottenKeeper, undoKeeperOf } from "./secret-keeper.ts";
import { secretRestored } from "./secrets.ts";
import type { Surroundings, Workload } from "./surroundings.ts";
import { forgetting, type Undo, undoOf } from "./undo.ts";
import { changesOf } from "./workload-changes.ts";

/** What can be taken back of one object, and facts about what cannot. */
interface Part {
  readonly changes: readonly Change[];
  readonly facts: readonly string[];
}

/** From what fixes have kept on these objects back to what was. What somebody has changed since stays, and so does all the rest then. */
export function planUndo({ pods, workloads, secrets, keepers = [] }: Surroundings): Plan {
  const alone = workloads.map(({ object }) => object.metadata.uid);
  const made = pods
    .filter(({ metadata }) => !alone.includes(metadata.uid))
    .map((pod): Workload => ({ object: pod, specPath: ["spec"], pods: [pod] }));
  const runs = workloads.flatMap(({ jobs = [] }) => jobs);
  const parts = [...workloads, ...runs, ...made].map(ofWorkload);
  const used = secrets.map((secret) => ofSecret(secret, keepers));
  const all = [...parts, ...used];
  const facts = all.flatMap((part) => part.facts);
  const changes = facts.length > 0 ? [] : all.flatMap((part) => part.changes);
  const names = pods.map(({ metadata: { namespace = "default", name = "" } }) => `${namespace}/${name}`);
  const about = { cause: "undo", pods: names, needs: [] };
  if (changes.length > 0) return { ...about, summary: "Take the fix back", changes, next: "It is as it was before" };
  const none = facts.length > 0 ? facts.join("; ") : "No change of a fix is kept here";
  return { ...about, summary: "There is nothing to take back", changes, none, next: "" };
}

function ofWorkload(workload: Workload): Part {
  const { object } = workload;
  const { patch = [] } = undoOf(object) ?? {};
  if (patch.length === 0) return { changes: [], facts: [] };
  const other = misfit(object, patch);
  if (other !== undefined) return { changes: [], facts: [changedText(object, other)] };
  const back = patch.filter(({ op }) => op !== "test");
  const edit = () => ({ patch: [...back, forgetting()], diff: back.flatMap((each) => lines(object, each)) });
  const inPlace = back.every(({ path }) => path.endsWith("/image"));
  return { changes: changesOf(workload, { edit, reason: "What a fix has changed", inPlace, isUndo: true }), facts: [] };
}

function lines(object: KubernetesObject, { path, op, value }: PatchOperation): readonly DiffLine[] {
  const field = path.slice(1).replaceAll("/", ".");
  const now = misfit(object, [{ op: "test", path }])?.found;
  const gone: DiffLine = { sign: "-", text: `${field}: ${textOf(now)}` };
  return op === "remove" ? [gone] : [gone, { sign: "+", text: `${field}: ${textOf(value)}` }];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function changedText(object: KubernetesObject, { path, found }: NonNullable<ReturnType<typeof misfit>>): string {
  const field = path.slice(1).replaceAll("/", ".");
  const now = found === undefined ? "not there" : textOf(found);
  return `${idText(idOf(object))} has changed since: ${field} is ${now} now`;
}

function ofSecret(secret: SecretObject, keepers: readonly SecretObject[]): Part {
  const undo = undoOf(secret);
  if (undo === undefined) return { changes: [], facts: [] };
  const before = undo.kept === true ? beforeOf(secret, keepers) : undefined;
  const facts = secretFacts(secret, undo, before);
  if (facts.length > 0) return { changes: [], facts };
  const risk = "Pods that name it use what it is then from their next pull on";
  const why = { reason: "What a fix has written", risk };
  const { drop = [], created } = undo;
  const change = created === true ? removed(secret, why) : secretRestored(secret, { before, drop }, why);
  const managed = managedBy(secret);
  return { changes: [{ ...change, ...(managed && { managed }) }, ...forgottenKeeper(secret, keepers)], facts: [] };
}

function secretFacts(secret: SecretObject, { created, kept }: Undo, before: Before | undefined): readonly string[] {
  const name = idText(idOf(secret));
  const isOther = kept === true ? before?.isUntouched === false : writtenSince(secret);
  if (created === true) return isOther ? [`${name} has changed since it was made, and stays`] : [];
  if (kept !== true) return [];
  if (before === undefined)
    return [
      `${name}: what it was is kept no more, for secret ${undoKeeperOf(secret).name} is gone; it cannot be brought back`,
    ];
  return before.isUntouched ? [] : [`${name} has changed since a login was replaced, and stays`];
}

/** Its history tells of somebody who wrote after it was made. */
function writtenSince({ metadata }: SecretObject): boolean {
  const times = listAt(metadata, "managedFields").map((entry) => textAt(entry, "time") ?? "");
  return times.some((time) => time > (metadata.creationTimestamp ?? ""));
}

function removed(secret: SecretObject, why: { readonly reason: string; readonly risk: string }): Change {
  const { uid = "", resourceVersion = "" } = secret.metadata;
  const diff: readonly DiffLine[] = [{ sign: "-", text: "deleted: a fix had made it" }];
  return { kind: "delete", object: idOf(secret), uid, resourceVersion, diff, ...why };
}
