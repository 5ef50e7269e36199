import { type JsonObject, objectAt, type Outcome, parseGoDuration, textAt } from "../../../base/index.ts";
import { type Failure, saying } from "../failure.ts";
import type { Place } from "../server.ts";
import type { Session } from "../session.ts";
import { displayName, type Found } from "../targets.ts";
import { withEach } from "./rollout-targets.ts";
import { dryRunNote, dryRunOf, sendPatch, writeQuery } from "./write.ts";

/** `kubectl scale --replicas=3 deployment/web`, by the scale subresource. */
export async function scale(session: Session): Promise<Failure | undefined> {
  const wanted = session.flags.text("replicas");
  if (wanted === undefined) return saying('required flag(s) "replicas" not set');
  if (!/^-?\d+$/.test(wanted)) {
    const reason = `strconv.ParseInt: parsing ${JSON.stringify(wanted)}: invalid syntax`;
    return saying(
      `invalid argument ${JSON.stringify(wanted)} for "--replicas" flag: ${reason}\nSee 'kubectl scale --help' for usage.`,
    );
  }
  const replicas = Number(wanted);
  if (replicas < 0)
    return saying("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
  return withEach(session, (target) => scaleOne(session, target, replicas));
}

async function scaleOne(session: Session, { place }: Found, replicas: number): Promise<Failure | undefined> {
  const scales: Place = { ...place, subresource: "scale" };
  if (dryRunOf(session) !== "client") {
    const unmet = await unmetPrecondition(session, scales);
    if (unmet !== undefined) return unmet;
    const query = writeQuery(session, "kubectl", false);
    const answer = await sendPatch(session, { place: scales, type: "merge", patch: { spec: { replicas } }, query });
    if (!answer.ok) return answer.fault;
    await reached(session, scales, replicas);
  }
  session.print(`${displayName(place)} scaled${dryRunNote(session)}\n`);
  return undefined;
}

async function unmetPrecondition({ flags, server }: Session, scales: Place): Promise<Failure | undefined> {
  const size = flags.text("current-replicas") ?? "-1";
  const version = flags.text("resource-version") ?? "";
  if (size === "-1" && version === "") return undefined;
  const answer = await server.get(scales);
  if (!answer.ok) return answer.fault;
  const [isSize, isVersion] = [sizeOf(answer.value), textAt(answer.value, "metadata", "resourceVersion") ?? ""];
  if (size !== "-1" && isSize !== size) return saying(`Expected replicas to be ${size}, was ${isSize}`);
  if (version === "" || isVersion === version) return undefined;
  return saying(`Expected resource version to be ${version}, was ${isVersion}`);
}

function sizeOf(scaled: JsonObject, part = "spec"): string {
  const { replicas } = objectAt(scaled, part);
  return typeof replicas === "number" ? String(replicas) : "0";
}

/** With `--timeout`: until as many pods are there. */
async function reached({ flags, server, clock }: Session, scales: Place, replicas: number): Promise<void> {
  const until = clock.now() + (parseGoDuration(flags.text("timeout") ?? "0") ?? 0);
  while (clock.now() < until) {
    const answer: Outcome<JsonObject, Failure> = await server.get(scales);
    if (!answer.ok || sizeOf(answer.value) !== String(replicas) || sizeOf(answer.value, "status") === String(replicas))
      return;
    await clock.sleep(1000);
  }
}
