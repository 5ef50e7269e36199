import { isJsonObject, type JsonObject, listAt, parseGoDuration, textAt } from "../../../base/index.ts";
import { type Failure, isNotFound, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { displayName, fetchTargets, type Found, readTargets } from "../targets.ts";
import { type Condition, readCondition } from "./wait-condition.ts";

/** Milliseconds between two looks. */
const POLL = 50;
const WEEK = 7 * 24 * 3_600_000;

/** `kubectl wait pod/web --for=condition=Ready`: looks until it is so with each, or the time is over. */
export async function wait(session: Session): Promise<Failure | undefined> {
  const { clock, flags } = session;
  const all = flags.list("for");
  const wishes = session.rules.waitTakesSeveral ? all : [all.at(-1) ?? ""];
  if (wishes.length === 0) return saying("unrecognized condition: []");
  const conditions: Condition[] = [];
  for (const wish of wishes) {
    const condition = await readCondition(wish);
    if (!condition.ok) return saying(condition.fault);
    conditions.push(condition.value);
  }
  const limit = parseGoDuration(flags.text("timeout") ?? "30s") ?? 0;
  const until = clock.now() + (limit < 0 ? WEEK : limit);
  const found = await existing(session, conditions, until);
  if ("failure" in found) return found.failure;
  for (const target of found.targets) {
    for (const condition of conditions) {
      const failure = await waitFor(session, target, { condition, until, once: limit === 0 });
      if (failure !== undefined) return failure;
    }
  }
  return undefined;
}

type Existing = { readonly targets: readonly Found[] } | { readonly failure: Failure };

/** What is waited for; `--for=create` waits until it is there. What is gone already has been waited for. */
async function existing(session: Session, conditions: readonly Condition[], until: number): Promise<Existing> {
  const [creates, deletes] = ["create", "delete"].map((kind) => conditions.some((one) => one.kind === kind));
  const named = readTargets(session.flags.isOn("all-namespaces") ? { ...session, namespace: "" } : session);
  if (!named.ok) return { failure: named.fault };
  for (;;) {
    const found = await fetchTargets(session, named.value.places);
    if (found.ok && found.value.length > 0) return { targets: found.value };
    if (!found.ok && !isNotFound(found.fault)) return { failure: found.fault };
    if (deletes === true) return { targets: [] };
    if (creates !== true) return { failure: found.ok ? saying("no matching resources found") : found.fault };
    if (session.clock.now() >= until) return { failure: saying("timed out waiting for the condition") };
    await session.clock.sleep(POLL);
  }
}

interface Waiting {
  readonly condition: Condition;
  readonly until: number;
  /** Looks once and does not wait. */
  readonly once: boolean;
}

async function waitFor(session: Session, target: Found, wait: Waiting): Promise<Failure | undefined> {
  const { place, object } = target;
  const subject = `${place.type.resource}/${place.name}`;
  let current: JsonObject | undefined = object;
  for (;;) {
    if (isMet(wait.condition, current, object)) {
      session.print(`${displayName(place)} condition met\n`);
      return undefined;
    }
    if (wait.once) return saying(`condition not met for ${subject}`);
    if (session.clock.now() >= wait.until) return saying(`timed out waiting for the condition on ${subject}`);
    await session.clock.sleep(POLL);
    const answer = await session.server.get(place);
    if (!answer.ok && (!isNotFound(answer.fault) || wait.condition.kind !== "delete")) return answer.fault;
    current = answer.ok ? answer.value : undefined;
  }
}

/** `object` is what was there at first: deleted is also what has been made anew. */
function isMet(condition: Condition, current: JsonObject | undefined, object: JsonObject): boolean {
  if (current === undefined) return condition.kind === "delete";
  if (condition.kind === "delete") return textAt(current, "metadata", "uid") !== textAt(object, "metadata", "uid");
  if (condition.kind === "jsonpath") return condition.isMet(current);
  return condition.kind === "create" || hasStatus(current, condition);
}

/** A condition that is behind the object's generation does not count. */
function hasStatus(object: JsonObject, { type, status }: { readonly type: string; readonly status: string }): boolean {
  const found = listAt(object, "status", "conditions")
    .filter(isJsonObject)
    .find((one) => isSame(textAt(one, "type") ?? "", type));
  if (found === undefined) return false;
  const generation = numberIn(object["metadata"], "generation");
  const observed = numberIn(found, "observedGeneration") ?? numberIn(object["status"], "observedGeneration");
  if (generation !== undefined && observed !== undefined && observed < generation) return false;
  return isSame(textAt(found, "status") ?? "", status);
}

function numberIn(value: unknown, key: string): number | undefined {
  const found = isJsonObject(value) ? value[key] : undefined;
  return typeof found === "number" ? found : undefined;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
