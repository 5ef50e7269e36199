import { base64, isJsonObject, type JsonObject, utf8Text } from "../../../base/index.ts";
import { type Field, fieldsOf } from "../../../kinds/index.ts";
import { FIELD_NUMBERS } from "./field-numbers.data.ts";
import { readMessage, type WireField } from "./wire.ts";

/** First bytes of what Kubernetes writes in protobuf. */
const MAGIC = [0x6b, 0x38, 0x73, 0x00];
/** Types whose name here is not their kind. */
const VIEWS: Readonly<Record<string, string>> = {
  "autoscaling/v1 HorizontalPodAutoscaler": "V1HorizontalPodAutoscaler",
  "events.k8s.io/v1 Event": "EventsEvent",
};

/**
 * Reads an object that a client sends in protobuf, as JSON would have brought it; undefined where it is none. Clients of
 * Go's typed kind (`kubectl create secret`) write so, and read JSON all the same.
 */
export function readProtobuf(bytes: Uint8Array): JsonObject | undefined {
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  const envelope = readMessage(bytes.subarray(MAGIC.length));
  const meta = envelope && readMessage(bytesAt(envelope, 1));
  if (envelope === undefined || meta === undefined) return undefined;
  const [apiVersion, kind] = [textOf(bytesAt(meta, 1)), textOf(bytesAt(meta, 2))];
  const body = readType(VIEWS[`${apiVersion} ${kind}`] ?? kind, bytesAt(envelope, 2));
  return body === undefined ? undefined : { apiVersion, kind, ...body };
}

const NONE = new Uint8Array();

function bytesAt(fields: readonly WireField[], number: number): Uint8Array {
  const found = fields.find((field) => field.number === number)?.value;
  return found instanceof Uint8Array ? found : NONE;
}

function numberAt(fields: readonly WireField[], number: number): number {
  const found = fields.find((field) => field.number === number)?.value;
  return typeof found === "number" ? found : 0;
}

function textOf(bytes: Uint8Array): string {
  return utf8Text(bytes) ?? "";
}

function readType(type: string, bytes: Uint8Array): JsonObject | undefined {
  const own: Record<string, unknown> = {};
  return readInto(own, { type, numbers: FIELD_NUMBERS[type] ?? "" }, bytes) ? own : undefined;
}

interface Target {
  /** Type whose JSON fields these are. */
  readonly type: string;
  /** Names of the message's fields in the order of their numbers. */
  readonly numbers: string;
}

function readInto(own: Record<string, unknown>, { type, numbers }: Target, bytes: Uint8Array): boolean {
  const fields = readMessage(bytes);
  const names = numbers.split(" ");
  return (
    fields?.every(({ number, value }) => {
      const name = names[number - 1] ?? "-";
      if (name.startsWith("*")) {
        const inner = { type, numbers: FIELD_NUMBERS[name] ?? "" };
        return value instanceof Uint8Array && readInto(own, inner, value);
      }
      const field = fieldsOf(type)?.get(name);
      if (field !== undefined) add(own, { name, field }, value);
      return true;
    }) ?? false
  );
}

function add(own: Record<string, unknown>, { name, field }: Named, value: WireField["value"]): void {
  if (field.shape === "one") own[name] = readValue(field.type, value);
  else if (field.shape === "list") own[name] = [...listOf(own[name]), readValue(field.type, value)];
  else if (value instanceof Uint8Array) {
    const entry = readMessage(value) ?? [];
    const inner = entry.find(({ number }) => number === 2)?.value ?? NONE;
    const item = field.shape === "map" ? readValue(field.type, inner) : readTexts(inner);
    own[name] = { ...(isJsonObject(own[name]) ? own[name] : {}), [textOf(bytesAt(entry, 1))]: item };
  }
}

interface Named {
  readonly name: string;
  readonly field: Field;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list of texts in a message of its own. */
function readTexts(value: WireField["value"]): readonly string[] {
  const items = value instanceof Uint8Array ? (readMessage(value) ?? []) : [];
  return items.flatMap((item) => (item.value instanceof Uint8Array ? [textOf(item.value)] : []));
}

type Read = (message: readonly WireField[], bytes: Uint8Array) => unknown;

/** Types that are messages in protobuf and scalars in JSON. */
const SCALAR_MESSAGES: Readonly<Record<string, Read>> = {
  Quantity: (message) => textOf(bytesAt(message, 1)) || "0",
  IntOrString: (message) => (numberAt(message, 1) === 0 ? numberAt(message, 2) : textOf(bytesAt(message, 3))),
  Time: (message) => timeOf(message, 0),
  MicroTime: (message) => timeOf(message, 6),
  any: (message) => rawJson(bytesAt(message, 1)),
};

function readValue(type: string, value: WireField["value"]): unknown {
  if (type === "bool") return value === 1;
  if (typeof value === "number") return value;
  if (type === "string") return textOf(value);
  if (type === "bytes") return base64(value);
  const message = SCALAR_MESSAGES[type];
  return message === undefined ? (readType(type, value) ?? {}) : message(readMessage(value) ?? [], value);
}

/** The time that is none is an empty message. */
function timeOf(message: readonly WireField[], digits: number): string | null {
  if (message.length === 0) return null;
  const [whole = ""] = new Date(numberAt(message, 1) * 1000).toISOString().split(".");
  const fraction = `${numberAt(message, 2)}`.padStart(9, "0").slice(0, digits);
  return digits === 0 ? `${whole}Z` : `${whole}.${fraction}Z`;
}

function rawJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes)) as unknown;
  } catch {
    return null;
  }
}
