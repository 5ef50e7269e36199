import type { Instant } from "../../base/index.ts";
import type { EventFacts, Lines, MessageFacts, PodFacts, SecretFacts, Snapshot } from "../../kinds/index.ts";
import { isDescription, readDescription } from "./describe.ts";
import { continued, EVENT_HEADER, EVENT_RULE, eventOf } from "./event-rows.ts";
import { isOwnRecord } from "./line-breaks.ts";
import { messageAt } from "./message-rows.ts";
import { blockEnd, type FoundObject, isObjectBlock, objectsOfBlock, objectsOfJson } from "./object-blocks.ts";
import { POD_HEADER, podOf } from "./pod-rows.ts";
import { isPrompt } from "./prompt.ts";
import { type Row, rowsOf, unreadLines } from "./rows.ts";
import { snapshotOfObjects } from "./snapshot-of-objects.ts";

/**
 * What a pasted text tells. Lines count from 1; what was not understood is named by its lines. `now` is the moment of the paste where it is
 * known; of objects it is else their newest time stamp.
 */
export async function readPaste(text: string, now?: Instant): Promise<Snapshot> {
  const draft = new Draft(now);
  const json = /^\s*[[{]/.test(text) ? objectsOfJson(text) : undefined;
  if (json !== undefined && json.length > 0) draft.takeObjects(json);
  else {
    await readRows(rowsOf(text), draft);
    draft.leaveOut(unreadLines(text));
  }
  return draft.finish();
}

async function readRows(rows: readonly Row[], draft: Draft): Promise<void> {
  // What does not parse as objects is read line by line, and not tried again.
  let objectsFrom = 0;
  for (let at = 0; at < rows.length;) {
    const end = at >= objectsFrom && isObjectBlock(rows, at) ? blockEnd(rows, at) : at;
    const objects = end > at ? await objectsOfBlock(rows.slice(at, end)) : [];
    draft.takeObjects(objects);
    if (objects.length === 0) at = readText(rows, at, draft);
    else at = end;
    objectsFrom = Math.max(objectsFrom, end);
  }
}

/** Reads what begins at `at`, at least one row; answers where the next thing begins. */
function readText(rows: readonly Row[], at: number, draft: Draft): number {
  const row = rows[at] as Row;
  if (isDescription(rows, at)) return draft.takeDescription(readDescription(rows, at));
  const event = eventOf(row);
  if (event !== undefined) return readEvent(rows, at, { event, draft });
  const pod = podOf(row);
  if (pod !== undefined) draft.pods.push(pod);
  if (pod !== undefined || isFrame(row.text)) return at + 1;
  const read = messageAt(rows, at);
  if (read.message === undefined) addAll(draft.strange, rows.slice(at, read.next));
  else draft.messages.push(read.message);
  return read.next;
}

/** Headers and rules of tables, and what was typed. */
function isFrame(text: string): boolean {
  return (
    POD_HEADER.test(text) || EVENT_HEADER.test(text) || EVENT_RULE.test(text) || isPrompt(text) || /^\W+$/.test(text)
  );
}

/** An event with the lines that its message was broken over. */
function readEvent(
  rows: readonly Row[],
  at: number,
  { event, draft }: { readonly event: EventFacts; readonly draft: Draft },
): number {
  let whole = event;
  let next = at + 1;
  for (; next < rows.length && !beginsAnew(rows, next); next += 1) whole = continued(whole, rows, next);
  draft.events.push(whole);
  return next;
}

/** Whether the row at `at` cannot be what an event's message goes on with. */
function beginsAnew(rows: readonly Row[], at: number): boolean {
  const row = rows[at] as Row;
  if (row.line - (rows[at - 1]?.line ?? 0) > 1 || isFrame(row.text) || isOwnRecord(rows, at)) return true;
  if (eventOf(row) !== undefined || podOf(row) !== undefined) return true;
  return isDescription(rows, at) || isObjectBlock(rows, at);
}
const MOST_NAMESAKES = 64;

class Draft {
  readonly pods: PodFacts[] = [];
  readonly events: EventFacts[] = [];
  readonly messages: MessageFacts[] = [];
  readonly strange: Row[] = [];
  readonly #secrets: SecretFacts[] = [];
  readonly #lost: Lines[] = [];
  readonly #now: Instant | undefined;

  constructor(now: Instant | undefined) {
    this.#now = now;
  }

  takeDescription({ pod, secret, message, events, strange, next }: ReturnType<typeof readDescription>): number {
    if (pod !== undefined) this.pods.push(pod);
    if (secret !== undefined) this.#secrets.push(secret);
    if (message !== undefined) this.messages.push(message);
    addAll(this.events, events);
    addAll(this.strange, strange);
    return next;
  }

  takeObjects(found: readonly FoundObject[]): void {
    const now = this.#now ?? newest(found);
    for (const { object, lines } of found) {
      const { pods, events, messages, secrets } = snapshotOfObjects([object], { now, origin: "files" });
      for (const message of messages) this.messages.push({ ...message, lines });
      if (pods.length + events.length + secrets.length === 0) this.#lost.push(lines);
      for (const pod of pods) this.pods.push(placed(pod, lines));
      for (const event of events) this.events.push({ ...event, lines });
      for (const secret of secrets) this.#secrets.push({ ...secret, lines });
    }
  }

  leaveOut(lines: Lines | undefined): void {
    if (lines !== undefined) this.#lost.push(lines);
  }

  finish(): Snapshot {
    const { pods, events, messages } = this;
    const notUnderstood = [...ranges(this.strange), ...this.#lost].toSorted((a, b) => a.from - b.from);
    return {
      origin: "paste",
      pods: joined(pods),
      events,
      messages: counted(messages),
      secrets: this.#secrets,
      notUnderstood,
    };
  }
}

function placed(pod: PodFacts, lines: Lines): PodFacts {
  return { ...pod, lines, containers: pod.containers.map((container) => ({ ...container, lines })) };
}

/** There may be more than an argument list holds. */
function addAll<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
}

/** One pod may stand in a table and in a description, and in many rows where it was watched. */
function joined(pods: readonly PodFacts[]): readonly PodFacts[] {
  const byName = new Map<string, PodFacts[]>();
  for (const pod of pods) {
    const namesakes = byName.get(pod.name ?? "") ?? [];
    // Of thousands with one name only the latest can be meant again
    const near = Math.max(0, namesakes.length - MOST_NAMESAKES);
    const at = namesakes.findIndex((other, index) => index >= near && isSame(other, pod));
    if (at === -1) namesakes.push(pod);
    else
      namesakes[at] = {
        ...namesakes[at],
        ...pod,
        containers: [...(namesakes[at]?.containers ?? []), ...pod.containers],
      };
    byName.set(pod.name ?? "", namesakes);
  }
  return [...byName.values()].flat();
}

/** What was said again in the same words is counted, so that a day's log of one failure stays one message. */
function counted(messages: readonly MessageFacts[]): readonly MessageFacts[] {
  const byText = new Map<string, MessageFacts>();
  for (const message of messages) {
    const key = [message.text, message.image, message.reason, message.speaker].join("\n");
    const known = byText.get(key);
    byText.set(key, known === undefined ? message : { ...known, count: (known.count ?? 1) + 1 });
  }
  return [...byText.values()];
}

/** A description and a row of a table; two descriptions of one name may be of two clusters. */
function isSame(a: PodFacts, b: PodFacts): boolean {
  if (a.name === undefined || a.name !== b.name) return false;
  if (a.containers.length > 0 && b.containers.length > 0) return false;
  return a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace;
}

function ranges(rows: readonly Row[]): Lines[] {
  const found: { from: number; to: number }[] = [];
  for (const { line } of rows) {
    const last = found.at(-1);
    if (last?.to === line - 1) last.to = line;
    else found.push({ from: line, to: line });
  }
  return found;
}

/** The newest instant that stands in the objects, in milliseconds. */
function newest(found: readonly FoundObject[]): Instant {
  const stamps = JSON.stringify(found).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g) ?? [];
  return stamps.reduce((latest, stamp) => Math.max(latest, Date.parse(stamp)), 0);
}
