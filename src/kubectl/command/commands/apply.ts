import { type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import { type Manifest, readManifests } from "../manifests.ts";
import { compactJson, LAST_APPLIED, withLastApplied } from "../patch/last-applied.ts";
import { threeWayPatch } from "../patch/three-way-patch.ts";
import { qualifiedResource } from "../../../kinds/index.ts";
import type { Session } from "../session.ts";
import { displayName } from "../targets.ts";
import { createManifest } from "./create.ts";
import { dryRunNote, dryRunOf, sendPatch, writeQuery } from "./write.ts";

const MANAGER = "kubectl-client-side-apply";

/** Client-side apply: each object is created, or patched to what the manifest says against what it said the last time. */
export async function apply(session: Session): Promise<Failure | undefined> {
  if (session.flags.isOn("server-side")) return saying("server-side apply is not supported here");
  if (session.flags.list("filename").length === 0) return saying("must specify one of -f and -k");
  const manifests = await readManifests(session);
  if (!manifests.ok) return manifests.fault;
  const failures: Failure[] = [];
  for (const manifest of manifests.value) {
    const failure = await applyOne(session, manifest);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

async function applyOne(session: Session, manifest: Manifest): Promise<Failure | undefined> {
  const { place, object } = manifest;
  if (place.name === "") {
    const base = textAt(object, "metadata", "generateName");
    const problem =
      base === undefined ? "resource name may not be empty" : `from ${base}: cannot use generate name with apply`;
    return saying(problem);
  }
  const live = await session.server.get(place);
  if (live.ok) return patchLive(session, manifest, live.value);
  if (live.fault.kind === "status" && textAt(live.fault.status, "reason") !== "NotFound") return live.fault;
  return createManifest(session, { ...manifest, object: withLastApplied(object) }, MANAGER);
}

async function patchLive(session: Session, manifest: Manifest, live: JsonObject): Promise<Failure | undefined> {
  const { place } = manifest;
  const before = textAt(objectAt(live, "metadata", "annotations"), LAST_APPLIED);
  if (before === undefined) session.warn(missingAnnotation(manifest));
  const wanted = withLastApplied(manifest.object);
  const patch = threeWayPatch(place.type.kind, { before: parsed(before), wanted, live });
  const changes = Object.keys(patch).length > 0;
  if (changes && dryRunOf(session) !== "client") {
    const answer = await sendPatch(session, { place, type: "strategic", patch, query: writeQuery(session, MANAGER) });
    if (!answer.ok) return withContext(answer.fault, manifest, patch);
  }
  session.print(`${displayName(place)} ${changes ? "configured" : "unchanged"}${dryRunNote(session)}\n`);
  return undefined;
}

function parsed(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}

/** kubectl prints the patch with the failure; that of a secret stays unsaid here. */
function withContext(failure: Failure, { place, source }: Manifest, patch: JsonObject): Failure {
  if (failure.kind !== "status") return failure;
  const { type, namespace, name } = place;
  const gvr = `${type.group}/${type.version}`;
  const what = `Resource: "${gvr}, Resource=${type.resource}", GroupVersionKind: "${gvr}, Kind=${type.kind}"`;
  const shown = type.kind === "Secret" ? "***" : compactJson(patch);
  const doing = `applying patch:\n${shown}\nto:\n${what}\nName: "${name}", Namespace: "${namespace}"\nfor: "${source}"`;
  return { ...failure, doing };
}

function missingAnnotation({ place }: Manifest): string {
  const name = `${qualifiedResource(place.type)}/${place.name}`;
  const advice =
    "kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply";
  return `Warning: resource ${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. ${advice}. The missing annotation will be patched automatically.\n`;
}
