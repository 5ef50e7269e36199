import { jsonEqual, type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { displayName, fetchTargets, type Found, readTargets } from "../targets.ts";
import { dryRunNote, dryRunOf, sendPatch, writeQuery } from "./write.ts";

/** What `label` and `annotate` differ in. */
interface Marks {
  readonly member: "labels" | "annotations";
  readonly manager: string;
  readonly done: string;
}

/** `kubectl label pod web tier=front old-`. */
export function label(session: Session): Promise<Failure | undefined> {
  return mark(session, { member: "labels", manager: "kubectl-label", done: "labeled" });
}

export function annotate(session: Session): Promise<Failure | undefined> {
  return mark(session, { member: "annotations", manager: "kubectl-annotate", done: "annotated" });
}

async function mark(session: Session, marks: Marks): Promise<Failure | undefined> {
  const targets = readTargets(session, (argument) => argument.includes("=") || argument.endsWith("-"));
  if (!targets.ok) return targets.fault;
  const wishes = targets.value.rest.map(readWish);
  if (wishes.length === 0) return saying(`at least one ${marks.member.slice(0, -1)} update is required`);
  const found = await fetchTargets(session, targets.value.places);
  if (!found.ok) return found.fault;
  const failures: Failure[] = [];
  for (const target of found.value) {
    const failure = await markOne(session, { ...marks, wishes }, target);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

/** `key=value`, or `key-` with null. */
type Wish = readonly [key: string, value: string | null];

function readWish(argument: string): Wish {
  const at = argument.indexOf("=");
  return at === -1 ? [argument.slice(0, -1), null] : [argument.slice(0, at), argument.slice(at + 1)];
}

async function markOne(
  session: Session,
  marks: Marks & { readonly wishes: readonly Wish[] },
  { place, object }: Found,
): Promise<Failure | undefined> {
  const old = objectAt(object, "metadata", marks.member);
  const taken = marks.wishes.find(([key, value]) => value !== null && old[key] !== undefined && old[key] !== value);
  if (taken !== undefined && !session.flags.isOn("overwrite")) return saying(takenText(marks, taken[0], old));
  const changes = marks.wishes.filter(([key, value]) => (value === null ? key in old : old[key] !== value));
  const members = Object.fromEntries(changes);
  if (marks.member === "labels" && dryRunOf(session) !== "client") tellMissing(session, marks.wishes, old);
  const patch = changes.length === 0 ? {} : { metadata: { [marks.member]: members } };
  if (dryRunOf(session) !== "client") {
    const query = writeQuery(session, marks.manager, false);
    const answer = await sendPatch(session, { place, type: "merge", patch, query });
    if (!answer.ok) return answer.fault;
  }
  session.print(`${displayName(place)} ${doneText(session, marks, old)}${dryRunNote(session)}\n`);
  return undefined;
}

function tellMissing(session: Session, wishes: readonly Wish[], old: JsonObject): void {
  for (const [key, value] of wishes)
    if (value === null && !(key in old)) session.print(`label ${JSON.stringify(key)} not found.\n`);
}

/** kubectl compares how the object is written: no labels at all are not the same as none that are left, and shorter is unlabeled. */
function doneText(session: Session, marks: Marks & { readonly wishes: readonly Wish[] }, old: JsonObject): string {
  const { member, done, wishes } = marks;
  if (member === "annotations") return done;
  const now = Object.fromEntries(
    Object.entries({ ...old, ...Object.fromEntries(wishes) }).filter(([, value]) => value !== null),
  );
  if (Object.keys(old).length > 0 && jsonEqual(old, now)) return `not ${done}`;
  const isShorter = JSON.stringify(now).length < JSON.stringify(old).length;
  return isShorter && !session.flags.isOn("overwrite") ? `un${done}` : done;
}

function takenText({ member }: Marks, key: string, old: JsonObject): string {
  const text = `'${key}' already has a value (${textAt(old, key) ?? ""})`;
  if (member === "labels") return `${text}, and --overwrite is false`;
  return `--overwrite is false but found the following declared annotation(s): ${text}`;
}
