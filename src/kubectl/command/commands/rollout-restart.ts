import { objectAt, timestamp } from "../../../base/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import { twoWayPatch } from "../patch/three-way-patch.ts";
import type { Session } from "../session.ts";
import { displayName, fetchTargets, type Found, readTargets } from "../targets.ts";
import { updateAt } from "./template.ts";
import { sendPatch, writeQuery } from "./write.ts";

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
const RESTARTABLE = ["Deployment", "DaemonSet", "StatefulSet"];

/** Changes an annotation of the pod template, which makes the controller replace every pod. */
export async function rolloutRestart(session: Session): Promise<Failure | undefined> {
  const targets = readTargets(session);
  if (!targets.ok) return targets.fault;
  const found = await fetchTargets(session, targets.value.places);
  if (!found.ok) return found.fault;
  const failures: Failure[] = [];
  for (const target of found.value) {
    const failure = await restart(session, target);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

async function restart(session: Session, { place, object }: Found): Promise<Failure | undefined> {
  if (!RESTARTABLE.includes(place.type.kind)) {
    return saying(`${place.type.resource} ${JSON.stringify(place.name)} restarting is not supported`);
  }
  if (objectAt(object, "spec")["paused"] === true) {
    return saying(
      `${place.type.resource} ${JSON.stringify(place.name)} can't restart paused deployment (run rollout resume first)`,
    );
  }
  const now = timestamp(session.clock.now());
  const wanted = updateAt(object, ["spec", "template", "metadata", "annotations"], (old) => ({
    ...old,
    [RESTARTED_AT]: now,
  }));
  const patch = twoWayPatch(place.type.kind, object, wanted);
  const query = writeQuery(session, "kubectl-rollout", false);
  const answer = await sendPatch(session, { place, type: "strategic", patch, query });
  if (!answer.ok) return answer.fault;
  session.print(`${displayName(place)} restarted\n`);
  return undefined;
}
