import { failed, type JsonObject, ok, type Outcome } from "../../../base/index.ts";
import { apiVersionOf, findResource } from "../../../kinds/index.ts";
import { escapeTerminal } from "../escape.ts";
import { eventInterval } from "../event-interval.ts";
import { stringAt } from "../fields.ts";
import { instantOf } from "../instant.ts";
import { listKind, namespaceOf } from "../metadata.ts";
import { alignTabs, GET_TABS } from "../tabwriter.ts";
import type { Scene } from "./scene.ts";
import { printed, refused, type Shown } from "./shown.ts";

/** `kubectl events`: sorted by when each was seen last, with counts, which `kubectl get events` lacks. */
export function renderEvents(scene: Scene): Shown {
  const types = scene.arguments.list("types").map((type) => type.toLowerCase());
  if (types.some((type) => type !== "normal" && type !== "warning")) {
    return refused("valid --types are Normal or Warning");
  }
  const isMeant = aboutFilter(scene.arguments.text("for"));
  if (!isMeant.ok) return refused(isMeant.fault);
  const events = listKind(scene.objects, "Event", scene.namespace)
    .filter(isMeant.value)
    .filter((event) => types.length === 0 || types.includes(stringAt(event, "type").toLowerCase()))
    .sort((a, b) => seenAt(a) - seenAt(b));
  return events.length === 0 ? printed("", noneText(scene)) : printed(eventsText(events, scene));
}

/** `--for pod/web`. */
function aboutFilter(word: string | undefined): Outcome<(event: JsonObject) => boolean, string> {
  if (word === undefined) return ok(() => true);
  const [kind = "", name, ...more] = word.split("/");
  if (name === undefined) return failed("--for must be in resource/name form");
  if (more.length > 0) return failed("arguments in resource/name form may not have more than one slash");
  const type = findResource(kind);
  if (type === undefined) return failed(`the server doesn't have a resource type "${kind}"`);
  const wanted = [type.kind, apiVersionOf(type), name].join(" ");
  return ok(
    (event) =>
      ["kind", "apiVersion", "name"].map((field) => stringAt(event, "involvedObject", field)).join(" ") === wanted,
  );
}

function seenAt(event: JsonObject): number {
  const { series, lastTimestamp, eventTime } = event as Record<string, unknown>;
  const observed = (series as JsonObject | undefined)?.["lastObservedTime"];
  return instantOf(observed) ?? instantOf(lastTimestamp) ?? instantOf(eventTime) ?? Number.MIN_SAFE_INTEGER;
}

function eventsText(events: readonly JsonObject[], { arguments: flags, namespace, now }: Scene): string {
  const isEverywhere = namespace === undefined;
  const header = [...(isEverywhere ? ["NAMESPACE"] : []), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"];
  const rows = events.map((event) => {
    const about = `${stringAt(event, "involvedObject", "kind")}/${stringAt(event, "involvedObject", "name")}`;
    const told = [stringAt(event, "type"), stringAt(event, "reason"), about, stringAt(event, "message").trim()];
    return [...(isEverywhere ? [namespaceOf(event)] : []), eventInterval(event, now), ...told.map(escapeTerminal)];
  });
  const lines = flags.isOn("no-headers") ? rows : [header, ...rows];
  return alignTabs(lines.map((cells) => `${cells.join("\t")}\n`).join(""), GET_TABS);
}

function noneText({ namespace }: Scene): string {
  return namespace === undefined ? "No events found.\n" : `No events found in ${namespace} namespace.\n`;
}
