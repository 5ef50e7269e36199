import { failed, type Outcome } from "../../../base/index.ts";
import { qualifiedResource } from "../../../kinds/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import { readManifests } from "../manifests.ts";
import type { Session } from "../session.ts";
import { fetchTargets, type Found, readTargets } from "../targets.ts";

/** What `-f`, or words and `-l`, name; of a type without names, all. */
async function rolloutTargets(session: Session): Promise<Outcome<readonly Found[], Failure>> {
  if (session.flags.list("filename").length > 0) {
    const manifests = await readManifests(session);
    if (!manifests.ok) return manifests;
    const places = manifests.value.map(({ place }) => place);
    return fetchTargets(session, places);
  }
  if (session.args.length === 0) return failed(saying("required resource not specified"));
  const targets = readTargets(session);
  return targets.ok ? fetchTargets(session, targets.value.places, true) : targets;
}

/** Does the same with each; the failures together. */
export async function withEach(
  session: Session,
  run: (target: Found) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  const found = await rolloutTargets(session);
  if (!found.ok) return found.fault;
  const failures: Failure[] = [];
  for (const target of found.value) {
    const failure = await run(target);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

/** Why one object is left as it is. */
export function refusal({ type, name }: Found["place"], why: string): Failure {
  return saying(`${qualifiedResource(type)} ${JSON.stringify(name)} ${why}`);
}

/** `Deployment.apps`, `Pod`. */
export function groupKind({ type }: Found["place"]): string {
  return type.group === "" ? type.kind : `${type.kind}.${type.group}`;
}
