import { textAt } from "../../../base/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import { type Manifest, readManifests } from "../manifests.ts";
import type { Session } from "../session.ts";
import { displayName } from "../targets.ts";
import { dryRunNote, dryRunOf, writeQuery } from "./write.ts";

export const CREATE_MANAGER = "kubectl-create";
/** The one writer that lets unknown fields pass. */
export const RUN_MANAGER = "kubectl-run";

/** `kubectl create -f`: every object must be new. */
export async function create(session: Session): Promise<Failure | undefined> {
  if (session.flags.list("filename").length === 0) return saying("must specify one of -f and -k");
  const manifests = await readManifests(session);
  if (!manifests.ok) return manifests.fault;
  const failures: Failure[] = [];
  for (const manifest of manifests.value) {
    const failure = await createManifest(session, manifest, CREATE_MANAGER);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

/** Sends a manifest to its collection; the failure names the file it comes from, or `what` a command has made. */
export async function createManifest(
  session: Session,
  manifest: Manifest & { readonly what?: string },
  manager: string,
): Promise<Failure | undefined> {
  const { place, object, source, what = "" } = manifest;
  const { name: given, ...collection } = place;
  let name = given;
  if (dryRunOf(session) !== "client") {
    const answer = await session.server.send("POST", collection, {
      body: object,
      query: writeQuery(session, manager, manager !== RUN_MANAGER),
    });
    if (!answer.ok) return what === "" ? fromSource(answer.fault, source) : creating(answer.fault, what);
    name = textAt(answer.value, "metadata", "name") ?? given;
  }
  session.print(`${displayName({ ...place, name })} created${dryRunNote(session)}\n`);
  return undefined;
}

function fromSource(failure: Failure, source: string): Failure {
  if (failure.kind !== "status" || source === "") return failure;
  return { ...failure, doing: `creating ${JSON.stringify(source)}` };
}

function creating(failure: Failure, what: string): Failure {
  return failure.kind === "status"
    ? saying(`failed to create ${what} ${textAt(failure.status, "message") ?? ""}`)
    : failure;
}
