import { type JsonObject, parseGoDuration, textAt } from "../../../base/index.ts";
import { type Failure, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { type Found } from "../targets.ts";
import { groupKind, withEach } from "./rollout-targets.ts";
import { rolloutStage } from "./rollout-stage.ts";

/** Milliseconds between two looks. */
const POLL = 20;

/** Tells how a rollout goes, a line whenever the workload changes, until it is done. */
export function rolloutStatus(session: Session): Promise<Failure | undefined> {
  return withEach(session, (target) => follow(session, target));
}

async function follow(session: Session, { place, object }: Found): Promise<Failure | undefined> {
  const { clock, server, flags } = session;
  const limit = parseGoDuration(flags.text("timeout") ?? "0") ?? 0;
  const until = limit === 0 ? Infinity : clock.now() + limit;
  const watches = flags.text("watch") !== "false";
  let seen = "";
  let current: JsonObject = object;
  for (;;) {
    const version = textAt(current, "metadata", "resourceVersion") ?? "";
    if (version !== seen) {
      const stage = rolloutStage(current, revisionOf(session));
      if (stage === undefined) return saying(`no status viewer has been implemented for ${groupKind(place)}`);
      if ("failed" in stage) return saying(stage.failed);
      session.print(stage.text);
      if (stage.isDone || !watches) return undefined;
      seen = version;
    }
    if (clock.now() >= until) return saying("timed out waiting for the condition");
    await clock.sleep(POLL);
    const answer = await server.get(place);
    if (!answer.ok) return saying("object has been deleted");
    current = answer.value;
  }
}

function revisionOf({ flags }: Session): number {
  return Number(flags.text("revision") ?? "0");
}
