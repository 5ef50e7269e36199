import { failed, listAt, ok, type Outcome, textAt } from "../../base/index.ts";
import { askImages, judgeImages } from "../../diagnosis/index.ts";
import { DEFAULT_MINOR, type KubernetesObject, rulesOf, type SecretObject } from "../../kinds/index.ts";
import type { Source } from "../../node/index.ts";
import { parseImage } from "../../reference/index.ts";
import { planFix, questionsOf, specPathOf, surroundingsOfManifests } from "../../remedy/index.ts";
import { readManifests } from "../../sandbox/index.ts";
import { asStored, isSecret } from "../credentials/report.ts";
import { targetOf } from "../diagnose/manifest-targets.ts";
import { readAuthorities } from "../diagnose/read-authorities.ts";
import { registrySessions } from "../diagnose/registry-sessions.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { gatherSources } from "../sources.ts";
import { chosenFor, type GivenChoices } from "./choices.ts";
import { askAll, type Fix, type Found, gatherFixes } from "./gather.ts";
import type { FixOptions } from "./options.ts";

export interface FoundInFiles extends Pick<Found, "source" | "notSeen" | "fixes"> {
  readonly sources: readonly Source[];
}

interface Way {
  readonly options: FixOptions;
  readonly io: Io;
  readonly choices: GivenChoices;
}

/** What is wrong with what manifests make: as the cluster that has it shows, else as the registries of its images answer. */
export async function gatherFilesFixes(way: Way): Promise<Outcome<FoundInFiles, Fault>> {
  const sources = await gatherSources(way.options.filenames, way.io.in);
  if (!sources.ok) return sources;
  const objects: KubernetesObject[] = [];
  for (const { name, text } of sources.value) {
    const read = await readManifests(text, { name });
    if (!read.ok) return read;
    objects.push(...read.value);
  }
  const workloads = objects.filter((object) => targetOf(object).length > 0 && object.kind !== "Node");
  if (workloads.length === 0) return failed(cliFault("CLI_USAGE", "Nothing to fix: no pods come from these manifests"));
  const secrets = objects.filter(isSecret).map((secret) => asStored(secret, secret.metadata.namespace ?? "default"));
  const found = await together(workloads, secrets, way);
  return found.ok ? ok({ ...found.value, sources: sources.value }) : found;
}

type Part = Pick<Found, "source" | "notSeen" | "fixes">;

/** All at once where the cluster has all, else one by one. */
async function together(
  workloads: readonly KubernetesObject[],
  secrets: readonly SecretObject[],
  way: Way,
): Promise<Outcome<Part, Fault>> {
  const found = await inCluster(workloads, way);
  if (found.ok || !isElsewhere(found.fault)) return found;
  if (workloads.length === 1) return atRegistries(workloads, secrets, { ...way, why: found.fault });
  const parts: Part[] = [];
  for (const workload of workloads) {
    const part = await together([workload], secrets, way);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const notSeen = [...new Set(parts.flatMap((part) => part.notSeen))];
  return ok({ source: parts[0]?.source ?? "", notSeen, fixes: parts.flatMap(({ fixes }) => fixes) });
}

function inCluster(
  workloads: readonly KubernetesObject[],
  { options, io, choices }: Way,
): Promise<Outcome<Part, Fault>> {
  const target = { ...options.cluster.target, objects: workloads.flatMap(targetOf) };
  return gatherFixes({ ...options, cluster: { ...options.cluster, target } }, io, choices);
}

/** There is no such cluster, or it does not have it. */
function isElsewhere({ code }: Fault): boolean {
  return code === "CLUSTER_NOT_FOUND" || code === "CLUSTER_CONFIG";
}

async function atRegistries(
  workloads: readonly KubernetesObject[],
  secrets: readonly SecretObject[],
  { options, io, choices, why }: Way & { readonly why: Fault },
): Promise<Outcome<Part, Fault>> {
  const { registries, timeout } = options.cluster;
  const seen = { source: "registries", notSeen: [`the cluster (${why.message})`] };
  if (registries === undefined) return failed(why);
  const extraCa = await readAuthorities(registries.caFiles);
  if (!extraCa.ok) return extraCa;
  const rules = rulesOf(options.kubelet ?? DEFAULT_MINOR);
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(timeout)]);
  const around = surroundingsOfManifests(workloads, secrets);
  const images = workloads.flatMap(imagesIn);
  const parsed = images.flatMap((image) => {
    const reference = parseImage(image, rules.reference);
    return reference.ok ? reference.value.host : [];
  });
  const ways = { ...registries, extraCa: extraCa.value, server: undefined, clock: io };
  const question = { images, secrets, rules, now: io.now() };
  const asked = await askImages(question, registrySessions(ways)([...new Set(parsed)]), signal);
  const fixes: Fix[] = [];
  for (const verdict of judgeImages(images, asked.snapshot, rules)) {
    const chosen = await chosenFor(verdict, choices, rules);
    if (!chosen.ok) return chosen;
    const of = { verdict, around, choices: chosen.value, rules };
    const answers = await askAll(questionsOf(of), { options, io, server: undefined, rules, signal });
    if (!answers.ok) return answers;
    fixes.push({ found: verdict.summary, around, plan: planFix(of, answers.value) });
  }
  return ok({ source: seen.source, notSeen: [...seen.notSeen, ...(asked.snapshot.notSeen ?? [])], fixes });
}

function imagesIn(object: KubernetesObject): readonly string[] {
  const path = specPathOf(object.kind);
  const containers = ["initContainers", "containers"].flatMap((list) => listAt(object, ...path, list));
  return [...new Set(containers.flatMap((container) => textAt(container, "image") ?? []))];
}
