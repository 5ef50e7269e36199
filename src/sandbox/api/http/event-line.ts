import type { Now } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import type { WatchEvent } from "../watch/watch-stream.ts";
import { jsonText } from "./json-text.ts";
import type { Form } from "./negotiate.ts";
import { partial, tableBody, type TableContext } from "./represent.ts";

/** How a watch's events are written, in the form that the client takes; of tables the first one brings the columns. */
export function lineWriter({ as }: Form, context: TableContext, clock: Now): (event: WatchEvent) => string {
  let isFirst = true;
  return ({ type, object }) => {
    if (as === "object" || isStatus(object)) return line(type, jsonOf(object));
    if (as === "metadata") return line(type, JSON.stringify(partial(object)));
    const { columnDefinitions, ...rest } = tableBody(object, { ...context, now: clock.now() });
    const table = isFirst ? { ...rest, columnDefinitions } : rest;
    isFirst = false;
    return line(type, JSON.stringify(type === "BOOKMARK" ? { ...table, rows: [] } : table));
  };
}

function isStatus(object: WatchEvent["object"]): object is StatusError {
  return object.kind === "Status";
}

function line(type: WatchEvent["type"], object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}

function jsonOf(object: WatchEvent["object"]): string {
  return "reason" in object && object.reason === "" ? JSON.stringify(withoutReason(object)) : jsonText(object);
}

function withoutReason({ reason: _reason, ...rest }: { readonly reason: string }): object {
  return rest;
}
