import { objectAt } from "../../../base/index.ts";
import { findResource } from "../../../kinds/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import type { Place } from "../server.ts";
import type { Session } from "../session.ts";
import { displayName, fetchTargets, type Found } from "../targets.ts";
import { dryRunNote, dryRunOf, sendPatch, writeQuery } from "./write.ts";

/** No more pods are put on a node. */
export function cordon(session: Session): Promise<Failure | undefined> {
  return mark(session, true);
}

export function uncordon(session: Session): Promise<Failure | undefined> {
  return mark(session, false);
}

async function mark(session: Session, wanted: boolean): Promise<Failure | undefined> {
  const word = wanted ? "cordon" : "uncordon";
  const places = placesOf(session);
  if (places.length === 0) return saying(`USAGE: ${word} NODE [flags]\nSee 'kubectl ${word} -h' for help and examples`);
  const found = await fetchTargets(session, places);
  if (!found.ok) return found.fault;
  const failures: Failure[] = [];
  for (const target of found.value) {
    const failure = await markOne(session, target, wanted);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

/** `node-1`, `node/node-1`, or those that `-l` selects. */
function placesOf({ args, flags }: Session): readonly Place[] {
  const type = findResource("nodes");
  if (type === undefined) return [];
  const names = args.map((word) => word.replace(/^(?:nodes?|no)\//, ""));
  if (names.length > 0) return names.map((name) => ({ type, namespace: "", name }));
  return flags.text("selector") === undefined ? [] : [{ type, namespace: "" }];
}

async function markOne(session: Session, { place, object }: Found, wanted: boolean): Promise<Failure | undefined> {
  const done = wanted ? "cordoned" : "uncordoned";
  const isSo = (objectAt(object, "spec")["unschedulable"] === true) === wanted;
  if (!isSo && dryRunOf(session) !== "client") {
    const patch = { spec: { unschedulable: wanted ? true : null } };
    const query = writeQuery(session, "kubectl", false);
    const answer = await sendPatch(session, { place, type: "strategic", patch, query });
    if (!answer.ok) return answer.fault;
  }
  session.print(`${displayName(place)} ${isSo ? "already " : ""}${done}${dryRunNote(session)}\n`);
  return undefined;
}
