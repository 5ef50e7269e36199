import { objectAt } from "../../../base/index.ts";
import type { Failure } from "../failure.ts";
import type { Session } from "../session.ts";
import { displayName, type Found } from "../targets.ts";
import { refusal, withEach } from "./rollout-targets.ts";
import { sendPatch, writeQuery } from "./write.ts";

/** Only deployments can be paused. */
export function rolloutPause(session: Session): Promise<Failure | undefined> {
  return withEach(session, async (target) => {
    if (target.place.type.kind !== "Deployment") return refusal(target.place, "pausing is not supported");
    if (isPaused(target)) return refusal(target.place, "is already paused");
    return setPaused(session, target, true);
  });
}

export function rolloutResume(session: Session): Promise<Failure | undefined> {
  return withEach(session, async (target) => {
    if (target.place.type.kind !== "Deployment") return refusal(target.place, "resuming is not supported");
    if (!isPaused(target)) return refusal(target.place, "is not paused");
    return setPaused(session, target, null);
  });
}

function isPaused({ object }: Found): boolean {
  return objectAt(object, "spec")["paused"] === true;
}

/** `null` takes the member out, as going on again does. */
async function setPaused(session: Session, { place }: Found, paused: true | null): Promise<Failure | undefined> {
  const query = writeQuery(session, "kubectl-rollout", false);
  const answer = await sendPatch(session, { place, type: "strategic", patch: { spec: { paused } }, query });
  if (!answer.ok) return answer.fault;
  session.print(`${displayName(place)} ${paused === null ? "resumed" : "paused"}\n`);
  return undefined;
}
