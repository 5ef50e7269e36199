import { isJsonObject, type JsonObject, utf8Bytes } from "../../../base/index.ts";
import type { ObjectList } from "../contract.ts";
import { bareText, jsonText } from "./json-text.ts";
import { type TableContext, tableBody } from "./represent.ts";

/** So many items are written at a time, so that a long list never lies in memory as one text. */
const AT_ONCE = 500;

/** The JSON of a list, whose items do not say what they are. */
export function* listParts({ kind, apiVersion, metadata, items }: ObjectList): Generator<string> {
  yield `${JSON.stringify({ kind, apiVersion, metadata }).slice(0, -1)},"items":[`;
  for (const [index, some] of slices(items).entries()) yield `${index === 0 ? "" : ","}${some.map(bareText).join(",")}`;
  yield "]}\n";
}

/** The JSON of a list as a table. */
export function* tableParts(list: ObjectList, context: TableContext): Generator<string> {
  yield JSON.stringify(tableBody({ ...list, items: [] }, context)).slice(0, -"]}".length);
  for (const [index, items] of slices(list.items).entries()) {
    const { rows } = tableBody({ ...list, items }, context);
    const texts = Array.isArray(rows) ? rows.map(rowText) : [];
    yield `${index === 0 ? "" : ","}${texts.join(",")}`;
  }
  yield "]}\n";
}

/** The metadata of an object is written once, as the object is. */
function rowText({ object, ...row }: JsonObject): string {
  if (!isJsonObject(object)) return JSON.stringify(row);
  const { metadata, ...rest } = object;
  const isPartial = object["kind"] === "PartialObjectMetadata" && isJsonObject(metadata);
  const text = isPartial ? `${JSON.stringify(rest).slice(0, -1)},"metadata":${jsonText(metadata)}}` : jsonText(object);
  return `${JSON.stringify(row).slice(0, -1)},"object":${text}}`;
}

function slices<T>(items: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) =>
    items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}

/** What is short is one text; the rest is written as fast as it is read. */
export function bodyOfList({ items }: ObjectList, parts: Iterator<string>): string | ReadableStream<Uint8Array> {
  return items.length > AT_ONCE ? streamOf(parts) : textOf(parts);
}

function textOf(parts: Iterator<string>): string {
  let text = "";
  for (let part = parts.next(); part.done !== true; part = parts.next()) text += part.value;
  return text;
}

function streamOf(parts: Iterator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    pull(controller): void {
      const { done, value } = parts.next();
      if (done === true) controller.close();
      else controller.enqueue(utf8Bytes(value));
    },
  });
}
