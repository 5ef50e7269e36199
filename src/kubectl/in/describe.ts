import type { ContainerFacts, EventFacts, MessageFacts, PodFacts, PodPhase, SecretFacts } from "../../kinds/index.ts";
import { ContainerDraft } from "./describe-container.ts";
import { continued, EVENT_HEADER, EVENT_RULE, eventOf } from "./event-rows.ts";
import { isOwnRecord } from "./line-breaks.ts";
import { POD_HEADER, podOf } from "./pod-rows.ts";
import { isPrompt } from "./prompt.ts";
import type { Row } from "./rows.ts";

/** What the description of one object told. */
export interface Described {
  readonly pod?: PodFacts;
  readonly secret?: SecretFacts;
  /** What the pod itself says, as one that was evicted does. */
  readonly message?: MessageFacts;
  readonly events: readonly EventFacts[];
  readonly strange: readonly Row[];
  /** Where the next thing begins. */
  readonly next: number;
}

const KEY = /^\s*([A-Z][A-Za-z -]{0,40}):(?:\s+(.*))?$/;
/** Keys of a container; what else stands before a colon is a word of a message. */
const CONTAINER_KEY =
  /^(?:Container ID|Image|Image ID|Ports?|Host Ports?|SeccompProfile|Command|Args|State|Last State|Reason|Message|Exit Code|Signal|Started|Finished|Ready|Restart Count|Restart Policy|Limits|Requests|Liveness|Readiness|Startup|Environment|Environment Variables from|Mounts|Volume Devices|Devices)$/;
const CONTAINER_NAME = /^\s*([a-z0-9](?:[a-z0-9-]*[a-z0-9])?):$/;
const CONTAINER_START = /^\s*(?:Container ID|Image|Port):/;
const HEADINGS: Readonly<Record<string, ContainerFacts["kind"]>> = {
  Containers: "container",
  "Init Containers": "init",
  "Ephemeral Containers": "ephemeral",
};
/** Sections behind the containers. */
const REST: ReadonlySet<string> = new Set([
  "Conditions",
  "Volumes",
  "QoS Class",
  "Node-Selectors",
  "Tolerations",
  "Data",
]);
/** What only other objects than pods have. */
const OTHERS: ReadonlySet<string> = new Set([
  "Replicas",
  "Pod Template",
  "Selector",
  "Roles",
  "Taints",
  "Subsets",
  "Parallelism",
]);
/** What a partial description may begin with. */
const PARTIAL =
  /^\s*(?:(?:Init |Ephemeral )?Containers:|Events:(?:\s+<none>)?|State:\s+(?:Waiting|Running|Terminated))$/;
const SCHEDULED = /^Successfully assigned (?:([a-z0-9-]+)\/)?([a-z0-9.-]+) to (\S+)$/;

export function isDescription(rows: readonly Row[], at: number): boolean {
  const text = rows[at]?.text ?? "";
  if (PARTIAL.test(text) || isContainerStart(rows, at)) return true;
  return /^\s*Name:\s+\S/.test(text) && rows.slice(at + 1, at + 4).some((row) => /^\s*Namespace:/.test(row.text));
}

function isContainerStart(rows: readonly Row[], at: number): boolean {
  return CONTAINER_NAME.test(rows[at]?.text ?? "") && CONTAINER_START.test(rows[at + 1]?.text ?? "");
}

/** Reads on from `at` until something else begins. */
export function readDescription(rows: readonly Row[], at: number): Described {
  const draft = new Draft();
  let next = at;
  for (; next < rows.length; next += 1) {
    if (next > at && draft.endsAt(rows, next)) break;
    draft.take(rows, next);
  }
  return { ...draft.finish(), next };
}

interface Place {
  readonly rows: readonly Row[];
  readonly at: number;
}

class Draft {
  readonly #top = new Map<string, string>();
  readonly #containers: ContainerDraft[] = [];
  readonly #events: EventFacts[] = [];
  readonly #strange: Row[] = [];
  readonly #keys: string[] = [];
  /** Rows that are none of the events'. */
  readonly #plain: Row[] = [];
  #section: "top" | "containers" | "rest" | "events" = "top";
  #kind: ContainerFacts["kind"] = "container";
  #lines: { from: number; to: number } | undefined;

  endsAt(rows: readonly Row[], at: number): boolean {
    const { text, line } = rows[at] as Row;
    if (isPrompt(text) || POD_HEADER.test(text) || podOf(rows[at] as Row) !== undefined) return true;
    if (/^\s*Name:\s+\S/.test(text) && this.#top.has("Name") && isDescription(rows, at)) return true;
    if (this.#section !== "events") return EVENT_HEADER.test(text) && /LAST SEEN/.test(text);
    if (isOwnRecord(rows, at)) return true;
    const isGap = line - (rows[at - 1]?.line ?? line) > 1;
    return isGap && eventOf(rows[at] as Row) === undefined && !EVENT_HEADER.test(text) && !EVENT_RULE.test(text);
  }

  take(rows: readonly Row[], at: number): void {
    const row = rows[at] as Row;
    this.#lines = { from: this.#lines?.from ?? row.line, to: row.line };
    const [, key, value = ""] = KEY.exec(row.text) ?? [];
    if (key !== "Events" && this.#section !== "events") this.#plain.push(row);
    if (key === "Events") this.#section = "events";
    else if (this.#section === "events" || eventOf(row) !== undefined) this.#takeEvent(rows, at);
    else if (isContainerStart(rows, at)) this.#open(row);
    else if (key === undefined) this.#goOn(rows, at);
    else this.#takeKey(key, value.trim(), { rows, at });
  }

  finish(): Omit<Described, "next"> {
    const name = this.#top.get("Name");
    const namespace = this.#top.get("Namespace");
    const who = { ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) };
    const strange = this.#strange;
    const events = this.#events;
    if (this.#isSecret()) return { secret: { ...who, ...this.#secretFields(), ...this.#where() }, events, strange };
    if ([...OTHERS].some((key) => this.#top.has(key))) return { events, strange: [...this.#plain, ...strange] };
    const pod = this.#pod(who);
    if (pod?.name === undefined) return { ...(pod && { pod }), events, strange };
    const about = { object: `Pod/${pod.name}`, ...(pod.namespace !== undefined && { namespace: pod.namespace }) };
    return { pod, ...this.#message(), events: events.map((event) => ({ ...about, ...event })), strange };
  }

  #open(row: Row): void {
    const name = CONTAINER_NAME.exec(row.text)?.[1];
    this.#section = "containers";
    this.#containers.push(new ContainerDraft(this.#kind, row, name));
  }

  #takeKey(key: string, value: string, { rows, at }: Place): void {
    const heading = HEADINGS[key];
    if (heading !== undefined) {
      this.#kind = heading;
      this.#section = "containers";
    } else if (REST.has(key)) this.#section = "rest";
    else if (this.#section === "containers" && !CONTAINER_KEY.test(key)) this.#containers.at(-1)?.go(rows, at);
    else if (this.#section === "containers" || (key === "State" && this.#section === "top"))
      this.#takeOfContainer(key, value, rows[at] as Row);
    else if (this.#section === "top") {
      if (!this.#top.has(key)) this.#top.set(key, value);
    }
  }

  #takeOfContainer(key: string, value: string, row: Row): void {
    const last = this.#containers.at(-1);
    if (last === undefined || (key === "Image" && last.hasImage))
      this.#containers.push(new ContainerDraft(this.#kind, row));
    this.#section = "containers";
    this.#containers.at(-1)?.take(key, value, row);
  }

  #goOn(rows: readonly Row[], at: number): void {
    if (this.#section === "containers") this.#containers.at(-1)?.go(rows, at);
    else if (this.#section === "rest") {
      const [, key] = /^\s*([\w.-]+):\s+\d+ bytes$/.exec(rows[at]?.text ?? "") ?? [];
      if (key !== undefined) this.#keys.push(key);
    }
  }

  #takeEvent(rows: readonly Row[], at: number): void {
    const row = rows[at] as Row;
    if (EVENT_HEADER.test(row.text) || EVENT_RULE.test(row.text)) return;
    const event = eventOf(row);
    const last = this.#events.at(-1);
    if (event !== undefined) this.#events.push(event);
    else if (last === undefined) this.#strange.push(row);
    else this.#events[this.#events.length - 1] = continued(last, rows, at);
  }

  #message(): Pick<Described, "message"> {
    const [text = "", reason] = [this.#top.get("Message"), this.#top.get("Reason")];
    return text === "" ? {} : { message: { text, ...(reason && { reason }), ...this.#where() } };
  }

  #isSecret(): boolean {
    return this.#top.has("Type") && this.#containers.length === 0 && this.#section === "rest";
  }

  #secretFields(): Partial<SecretFacts> {
    const type = this.#top.get("Type");
    return { ...(type !== undefined && { type }), keys: this.#keys };
  }

  /** A pod where there is one; of events alone the scheduler's says which. */
  #pod(who: Pick<PodFacts, "name" | "namespace">): PodFacts | undefined {
    const scheduled = this.#events.map(({ message }) => SCHEDULED.exec(message)).find((found) => found !== null);
    const [, namespace, name, node] = scheduled ?? [];
    if (this.#top.size === 0 && this.#containers.length === 0 && name === undefined) return undefined;
    const own = this.#top.get("Node")?.split("/")[0];
    const chosen = own === undefined || own === "" || own === "<none>" ? node : own;
    return {
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...who,
      ...(chosen !== undefined && { node: chosen }),
      ...this.#podFields(),
      containers: this.#containers.map((container) => container.finish()),
      ...this.#where(),
    };
  }

  #podFields(): Partial<PodFacts> {
    const [phase, owner, serviceAccount, reason] = ["Status", "Controlled By", "Service Account", "Reason"].map((key) =>
      this.#top.get(key),
    );
    const isPhase = phase !== undefined && /^(?:Pending|Running|Succeeded|Failed|Unknown)$/.test(phase);
    return {
      ...(isPhase && { phase: phase as PodPhase }),
      ...(reason && { status: reason }),
      ...(owner !== undefined && owner !== "" && { owner }),
      ...(serviceAccount !== undefined && serviceAccount !== "" && { serviceAccount }),
    };
  }

  #where(): Pick<PodFacts, "lines"> {
    return this.#lines === undefined ? {} : { lines: this.#lines };
  }
}
