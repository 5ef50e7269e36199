import type { EventFacts, EventType } from "../../kinds/index.ts";
import { AGE, AGES, agesOf, secondsOf } from "./age.ts";
import { withRow } from "./line-breaks.ts";
import type { Row } from "./rows.ts";

const TYPE = "(?<type>Normal|Warning)";
const REASON = String.raw`(?<reason>[A-Z]\w+)`;
const FROM = String.raw`(?<from>[a-z][\w./-]*(?:, [\w.-]+)?)`;
const FIELD = String.raw`(?<field>spec\.\w+\{[^}\s]+\})`;

/** One row of an events table each way in which kubectl has printed it. */
const FORMS: readonly RegExp[] = [
  // describe: Type Reason Age From Message; the message may begin on the next row
  new RegExp(String.raw`^\s*${TYPE}\s+${REASON}\s+(?<age>${AGES})(?:\s+${FROM})?(?:\s+(?<message>\S.*))?$`),
  // describe before 1.10: FirstSeen LastSeen Count From SubObjectPath Type Reason Message
  new RegExp(
    String.raw`^\s*(?<first>${AGE})\s+(?<last>${AGE})\s+(?<count>\d+)\s+(?:\{?${FROM}\}?\s+)?(?:${FIELD}\s+)?${TYPE}\s+${REASON}\s+(?<message>\S.*)$`,
  ),
  // get events, events: [NAMESPACE] LAST SEEN, TYPE, REASON, OBJECT, MESSAGE; with -o wide a field and a source before the message
  new RegExp(
    String.raw`^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?<age>${AGES})\s+${TYPE}\s+${REASON}\s+(?<object>[A-Za-z][\w.]*\/[\w.-]+)\s+(?:${FIELD}\s+)?(?:(?<from>kubelet, [\w.-]+|default-scheduler)\s+)?(?<message>\S.*)$`,
  ),
  // get events before 1.15: LAST SEEN, FIRST SEEN, COUNT, NAME, KIND, SUBOBJECT, TYPE, REASON, SOURCE, MESSAGE
  new RegExp(
    String.raw`^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?<last>${AGE})\s+(?<first>${AGE})\s+(?<count>\d+)\s+(?<name>[a-z0-9][a-z0-9.-]*)\.[0-9a-f]{10,20}\s+(?<kind>[A-Z]\w+)\s+(?:${FIELD}\s+)?${TYPE}\s+${REASON}\s+${FROM}\s+(?<message>\S.*)$`,
  ),
];
/** Behind the message of `get events -o wide`: first seen, count, name of the event. */
const WIDE_TAIL = new RegExp(String.raw`\s{2,}(?<first>${AGE})\s+(?<count>\d+)\s+[\w.-]+\.[0-9a-f]{10,}$`);

/** Since 1.35 describe says in front of the message which container it is about. */
const FIELD_PREFIX = /^(spec\.\w+\{[^}\s]+\}): /;

export const EVENT_HEADER: RegExp =
  /^\s*(?:Type\s+Reason\s+Age|FirstSeen\s+LastSeen|(?:NAMESPACE\s+)?LAST ?SEEN\s+|Message$)/;
export const EVENT_RULE: RegExp = /^\s*-{4}[-\s]*$/;

/** The event of a table's row; undefined where the row is none. */
export function eventOf({ line, text }: Row): EventFacts | undefined {
  if (!text.includes("Normal") && !text.includes("Warning")) return undefined;
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const { type, reason, from, namespace, name, kind, age = "", message = "" } = groups;
  const object = groups["object"] ?? (kind === undefined ? undefined : `${kind}/${name}`);
  const tail = WIDE_TAIL.exec(message)?.groups;
  const [prefix = "", field = groups["field"]] = FIELD_PREFIX.exec(message) ?? [];
  return {
    type: type as EventType,
    message: message.slice(prefix.length).replace(WIDE_TAIL, "").trim(),
    lines: { from: line, to: line },
    ...(reason !== undefined && { reason }),
    ...(from !== undefined && { from: from.split(",")[0] ?? from }),
    ...(namespace !== undefined && { namespace }),
    ...(object !== undefined && { object: objectName(object) }),
    ...(field !== undefined && { fieldPath: field }),
    ...agesOf(age),
    ...numbers(groups),
    ...numbers(tail),
  };
}

/** `pod/web` is `Pod/web` elsewhere. */
function objectName(object: string): string {
  return object.charAt(0).toUpperCase() + object.slice(1);
}

/** What old and wide tables have in columns of their own. */
function numbers(groups: Readonly<Record<string, string | undefined>> = {}): Partial<EventFacts> {
  const { first, last, count } = groups;
  const [firstSeen, lastSeen] = [secondsOf(first ?? ""), secondsOf(last ?? "")];
  return {
    ...(firstSeen !== undefined && { firstSeen }),
    ...(lastSeen !== undefined && { lastSeen }),
    ...(count !== undefined && { count: Number(count) }),
  };
}

/** The event with what follows on the row at `at`. */
export function continued(event: EventFacts, rows: readonly Row[], at: number): EventFacts {
  const line = rows[at]?.line ?? 0;
  return { ...event, message: withRow(event.message, rows, at), lines: { from: event.lines?.from ?? line, to: line } };
}
