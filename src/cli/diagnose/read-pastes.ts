import { failed, ok, type Outcome } from "../../base/index.ts";
import type { Lines, Snapshot } from "../../kinds/index.ts";
import { readPaste } from "../../kubectl/index.ts";
import type { Source } from "../../node/index.ts";
import { cliFault, type Fault } from "../fault.ts";

/** Control characters that no text has; a paste may hold escape sequences of a terminal. */
// oxlint-disable-next-line no-control-regex
const BINARY = /[\u0000-\u0006\u000E-\u001A]/;

/** What all sources together tell; where there are several, lines say of which they are. */
export async function readPastes(sources: readonly Source[]): Promise<Outcome<Snapshot, Fault>> {
  const snapshots: Snapshot[] = [];
  for (const { name, text } of sources) {
    if (BINARY.test(text)) return failed(binary(name));
    const snapshot = await readPaste(text);
    snapshots.push(sources.length === 1 ? snapshot : withSource(snapshot, name));
  }
  const all = joined(snapshots);
  return holdsSomething(all) ? ok(all) : failed(nothingFound(sources));
}

function joined(snapshots: readonly Snapshot[]): Snapshot {
  return {
    origin: "paste",
    pods: snapshots.flatMap(({ pods }) => pods),
    events: snapshots.flatMap(({ events }) => events),
    messages: snapshots.flatMap(({ messages }) => messages),
    secrets: snapshots.flatMap(({ secrets }) => secrets),
    notUnderstood: snapshots.flatMap(({ notUnderstood }) => notUnderstood),
  };
}

function withSource<T>(value: T, source: string): T {
  if (Array.isArray(value)) return value.map((each: unknown) => withSource(each, source)) as T;
  if (typeof value !== "object" || value === null) return value;
  if (isLines(value)) return { ...value, source };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSource(each, source)])) as T;
}

function isLines(value: object): value is Lines {
  return "from" in value && "to" in value && typeof value.from === "number" && typeof value.to === "number";
}

function holdsSomething({ pods, events, messages }: Snapshot): boolean {
  return pods.length > 0 || events.length > 0 || messages.length > 0;
}

function binary(name: string): Fault {
  return cliFault("CLI_NOTHING_UNDERSTOOD", `Cannot read ${name}: it is binary, text such as kubectl prints is wanted`);
}

function nothingFound(sources: readonly Source[]): Fault {
  const lines = sources.reduce((sum, { text }) => sum + text.trimEnd().split("\n").length, 0);
  const where = sources.map(({ name }) => name).join(", ");
  const message = `Nothing in ${where} (${lines} ${lines === 1 ? "line" : "lines"}) is about a pod or an image`;
  return cliFault("CLI_NOTHING_UNDERSTOOD", message, "Try kubectl describe pod NAME | pullwhy");
}
