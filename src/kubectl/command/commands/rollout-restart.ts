import { objectAt, timestamp } from "../../../base/index.ts";
import { type Failure, saying } from "../failure.ts";
import { twoWayPatch } from "../patch/three-way-patch.ts";
import type { Session } from "../session.ts";
import { displayName, type Found } from "../targets.ts";
import { refusal, withEach } from "./rollout-targets.ts";
import { updateAt } from "./template.ts";
import { sendPatch, writeQuery } from "./write.ts";

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
const RESTARTABLE = ["Deployment", "DaemonSet", "StatefulSet"];

/** Changes an annotation of the pod template, which makes the controller replace every pod. */
export function rolloutRestart(session: Session): Promise<Failure | undefined> {
  return withEach(session, (target) => restart(session, target));
}

async function restart(session: Session, { place, object }: Found): Promise<Failure | undefined> {
  if (!RESTARTABLE.includes(place.type.kind)) return refusal(place, "restarting is not supported");
  if (objectAt(object, "spec")["paused"] === true)
    return refusal(place, "can't restart paused deployment (run rollout resume first)");
  const now = timestamp(session.clock.now());
  const wanted = updateAt(object, ["spec", "template", "metadata", "annotations"], (old) => ({
    ...old,
    [RESTARTED_AT]: now,
  }));
  const patch = twoWayPatch(place.type.kind, object, wanted);
  if (Object.keys(patch).length === 0) {
    return saying(
      `failed to create patch for ${place.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
    );
  }
  const query = writeQuery(session, "kubectl-rollout", false);
  const answer = await sendPatch(session, { place, type: "strategic", patch, query });
  if (!answer.ok) return answer.fault;
  session.print(`${displayName(place)} restarted\n`);
  return undefined;
}
