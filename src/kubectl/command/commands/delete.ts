import { type JsonObject, ok, type Outcome, parseGoDuration, textAt } from "../../../base/index.ts";
import { combined, type Failure, isNotFound } from "../failure.ts";
import { readManifests } from "../manifests.ts";
import type { Place } from "../server.ts";
import type { Session } from "../session.ts";
import { displayType, fetchTargets, readTargets } from "../targets.ts";
import { dryRunNote, dryRunOf } from "./write.ts";

/** Milliseconds between two looks whether an object is gone. */
const POLL = 100;

/** Deletes what is named, selected or in files, and waits until it is gone. */
export async function remove(session: Session): Promise<Failure | undefined> {
  const grace = graceSeconds(session);
  if (grace === 0) session.warn(FORCE_WARNING);
  const places = await placesToDelete(session);
  if (!places.ok) return places.fault;
  if (places.value.length === 0) session.print("No resources found\n");
  const failures: Failure[] = [];
  const gone: Deleted[] = [];
  for (const place of places.value) {
    const answer = await removeOne(session, place, grace);
    if (!answer.ok) failures.push(answer.fault);
    else if (answer.value !== undefined) gone.push({ place, uid: answer.value });
  }
  if (session.flags.text("wait") !== "false") await waitUntilGone(session, gone);
  return combined(failures);
}

const FORCE_WARNING =
  "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n";

/** Only `--force` ends a pod without any time; `--grace-period=0` alone means a second. */
function graceSeconds({ flags }: Session): number | undefined {
  const given = flags.isOn("now") ? 1 : Number(flags.text("grace-period") ?? "-1");
  if (flags.isOn("force")) return Math.max(given, 0);
  return given < 0 ? undefined : Math.max(given, 1);
}

async function placesToDelete(session: Session): Promise<Outcome<readonly Place[], Failure>> {
  if (session.flags.list("filename").length > 0) {
    const manifests = await readManifests(session);
    return manifests.ok ? ok(manifests.value.map(({ place }) => place)) : manifests;
  }
  const targets = readTargets(session);
  if (!targets.ok) return targets;
  const named = targets.value.places.filter(({ name }) => name !== undefined);
  if (named.length === targets.value.places.length) return ok(named);
  const found = await fetchTargets(session, targets.value.places);
  return found.ok ? ok(found.value.map(({ place }) => place)) : found;
}

/** The uid of what was deleted; undefined where there was nothing and that is all right. */
async function removeOne(
  session: Session,
  place: Place,
  grace: number | undefined,
): Promise<Outcome<string | undefined, Failure>> {
  const { flags, server } = session;
  const isDry = dryRunOf(session) === "client";
  const options = { propagationPolicy: "Background", ...(grace === undefined ? {} : { gracePeriodSeconds: grace }) };
  const query = { dryRun: dryRunOf(session) === "server" ? "All" : undefined };
  const answer = isDry ? await server.get(place) : await server.send("DELETE", place, { body: options, query });
  if (!answer.ok) return isNotFound(answer.fault) && flags.isOn("ignore-not-found") ? ok(undefined) : answer;
  const how = flags.isOn("force") ? "force deleted" : "deleted";
  const from = session.rules.deleteNamesNamespace && place.namespace ? ` from ${place.namespace} namespace` : "";
  session.print(`${displayType(place.type)} "${place.name ?? ""}" ${how}${from}${dryRunNote(session)}\n`);
  return ok(dryRunOf(session) === "none" ? uidOf(answer.value) : undefined);
}

function uidOf(answer: JsonObject): string | undefined {
  return textAt(answer, "metadata", "uid") ?? textAt(answer, "details", "uid");
}

interface Deleted {
  readonly place: Place;
  readonly uid: string;
}

async function waitUntilGone(session: Session, deleted: readonly Deleted[]): Promise<void> {
  const limit = parseGoDuration(session.flags.text("timeout") ?? "0") ?? 0;
  const until = limit === 0 ? Infinity : session.clock.now() + limit;
  for (const { place, uid } of deleted) {
    while (session.clock.now() < until && (await isThere(session, place, uid))) await session.clock.sleep(POLL);
  }
}

/** An object of the same name that was created since does not count. */
async function isThere(session: Session, place: Place, uid: string): Promise<boolean> {
  const answer = await session.server.get(place);
  return answer.ok && uidOf(answer.value) === uid;
}
