import type { Evidence } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";
import { innermostOf } from "../messages/index.ts";
import { isSecretWarning } from "./secret-names.ts";
import type { Said, Subject } from "./subject.ts";
import type { Telling } from "./telling.ts";

/** What the verdict stands on: the text that told, or all that was said where none did; and a warning about pull secrets. */
export function evidenceOf({ said, events }: Subject, telling: Telling | undefined): readonly Evidence[] {
  const texts = telling === undefined ? said : [telling.said];
  const warning = events.find(isSecretWarning);
  const warned = warning === undefined || texts.some(({ event }) => event === warning) ? [] : [warning];
  return [
    ...texts.filter(({ text }) => text !== "").map(evidenceFrom),
    ...warned.map((event) =>
      evidenceFrom({ text: event.message, origin: "event", event, ...(event.lines && { lines: event.lines }) }),
    ),
  ];
}

function evidenceFrom({ text, origin, event, lines }: Said): Evidence {
  const age = event?.lastSeen === undefined ? "" : `${humanDuration(event.lastSeen * 1000)} ago  `;
  return { origin, text: `${age}${innermostOf(text)}`, ...(lines && { lines }) };
}
