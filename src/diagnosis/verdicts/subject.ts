import {
  IMAGE_REASONS,
  type ContainerFacts,
  type EventFacts,
  type Evidence,
  type Lines,
  type MessageFacts,
  type PodFacts,
  type Snapshot,
} from "../../kinds/index.ts";
import { shareEvents } from "./pod-events.ts";
import { shortName } from "./short-name.ts";

/** What is to be explained: one failing container, one failing pod, or one text that stands alone. */
export interface Subject {
  readonly pod?: PodFacts;
  readonly container?: ContainerFacts;
  /** As written. */
  readonly image?: string;
  /** The waiting reason, or the word of the STATUS column. */
  readonly status?: string;
  /** Texts about it, the most telling first. */
  readonly said: readonly Said[];
  /** Events of the pod that are not another container's. */
  readonly events: readonly EventFacts[];
}

export interface Said {
  readonly text: string;
  readonly reason?: string;
  readonly origin: Evidence["origin"];
  readonly lines?: Lines;
  readonly event?: EventFacts;
}

/** Words of a pod or container that wants no explanation. */
const WELL: ReadonlySet<string> = new Set([
  "Running",
  "Completed",
  "Succeeded",
  "Pending",
  "ContainerCreating",
  "PodInitializing",
  "Terminating",
]);
const NOT_TRIED = /^(?:Init:)?\d+\/\d+$/;
/** Reasons of events that tell why, the most telling first; others only when they are warnings. */
const TELLING = ["Failed", "InspectFailed", "ErrImageNeverPull"];
/** `Error: ErrImagePull` repeats the status. */
const REPEATED = new RegExp(`^Error: (?:${[...IMAGE_REASONS].join("|")})$`);

/** Everything in the snapshot that wants an explanation. */
export function subjectsOf(snapshot: Snapshot): readonly Subject[] {
  const { ofPods, strays } = shareEvents(snapshot);
  const subjects = [...ofPods].flatMap(([pod, events]) => subjectsOfPod(pod, events));
  return [...withMessages(subjects, snapshot.messages), ...strays.filter(isWarning).map(subjectOfEvent)];
}

/** Texts that stand alone belong to the only pod of which nothing else is known; else each is a subject of its own. */
function withMessages(subjects: readonly Subject[], messages: readonly MessageFacts[]): readonly Subject[] {
  const [only, ...others] = subjects;
  const alone = messages.map(subjectOfMessage);
  if (only === undefined || others.length > 0 || only.said.some(({ text }) => text !== ""))
    return [...subjects, ...alone];
  const said = alone.flatMap((each) => each.said);
  return [{ ...alone[0], ...only, said: [...only.said, ...said] }];
}

function subjectOfMessage({ text, reason, image, lines }: MessageFacts): Subject {
  const said: Said = { text, origin: "message", ...(reason !== undefined && { reason }), ...(lines && { lines }) };
  return { said: [said], events: [], ...(image !== undefined && { image }) };
}

function subjectsOfPod(pod: PodFacts, events: readonly EventFacts[]): Subject[] {
  const failing = pod.containers.filter(isFailing);
  if (failing.length > 0) return failing.map((container) => subjectOfContainer(pod, container, events));
  const said = saidBy(withoutOvercome(events), undefined);
  const status = pod.status !== undefined && !isWell(pod.status) ? pod.status : undefined;
  if (status === undefined && (said.length === 0 || isRunning(pod))) return [];
  const image = onlyImage(pod, events);
  return [{ pod, said, events, ...(status !== undefined && { status }), ...(image !== undefined && { image }) }];
}

/** Reasons of warnings before a container's image is looked at; once one is pulled they are overcome. */
const BEFORE_PULLS: ReadonlySet<string> = new Set([
  "FailedScheduling",
  "FailedMount",
  "FailedAttachVolume",
  "FailedCreatePodSandBox",
]);

function withoutOvercome(events: readonly EventFacts[]): readonly EventFacts[] {
  const pulls = events.flatMap(({ reason, lastSeen }) => (reason === "Pulling" ? (lastSeen ?? []) : []));
  const latest = Math.min(...pulls);
  return events.filter(({ reason = "", lastSeen = 0 }) => !(BEFORE_PULLS.has(reason) && lastSeen > latest));
}

function isFailing({ state, reason }: ContainerFacts): boolean {
  return (state === "waiting" || state === undefined) && reason !== undefined && !isWell(reason);
}

function isWell(word: string): boolean {
  return WELL.has(word.replace(/^Init:/, "")) || NOT_TRIED.test(word);
}

function isRunning(pod: PodFacts): boolean {
  return pod.containers.length > 0 && pod.containers.every(({ state }) => state === "running");
}

function onlyImage(pod: PodFacts, events: readonly EventFacts[]): string | undefined {
  const named = events.flatMap(
    ({ message }) => /^(?:Pulling|Failed to pull|Back-off pulling) image "([^"]+)"/.exec(message)?.[1] ?? [],
  );
  const images = new Set([...pod.containers.flatMap(({ image }) => image ?? []), ...named]);
  return images.size === 1 ? [...images][0] : named[0];
}

/** The image string of the pod, in the kubelet's own texts. */
function imageIn(message: string): string | undefined {
  return /^(?:Pulling|Failed to pull|Back-off pulling|Failed to inspect) image "([^"]+)"/.exec(message)?.[1];
}

function subjectOfContainer(pod: PodFacts, container: ContainerFacts, all: readonly EventFacts[]): Subject {
  const events = all.filter((event) => isAbout(event, container, pod));
  const { image, reason } = container;
  return {
    pod,
    container,
    said: saidBy(events, container),
    events,
    ...(image !== undefined && { image }),
    ...(reason !== undefined && { status: reason }),
  };
}

/**
 * By the image it names, for the image may have been changed since; else by its field path. An event that has neither is about the
 * whole pod.
 */
function isAbout({ fieldPath, message }: EventFacts, container: ContainerFacts, pod: PodFacts): boolean {
  const image = imageIn(message);
  if (image !== undefined && container.image !== undefined && image !== container.image) return false;
  const name = /\{(.+)\}/.exec(fieldPath ?? "")?.[1];
  if (name !== undefined) return name === container.name;
  const others = pod.containers.filter(({ image }) => image !== undefined && image !== container.image);
  return !others.some(({ image }) => message.includes(`"${image}"`));
}

function saidBy(events: readonly EventFacts[], container: ContainerFacts | undefined): Said[] {
  const telling = events
    .filter(isWarning)
    .toSorted((a, b) => rank(a) - rank(b) || (a.lastSeen ?? 0) - (b.lastSeen ?? 0));
  const status = container === undefined || isOutdated(container) ? [] : saidByContainer(container);
  const first = telling.filter((event) => rank(event) === 0).map(saidByEvent);
  return [...first, ...status, ...telling.filter((event) => rank(event) > 0).map(saidByEvent)];
}

/** The status is a look behind: it may still speak of the image that was there before. */
function isOutdated({ image, message = "" }: ContainerFacts): boolean {
  const named = /(?:pulling|unpack) image "([^"]+)"/.exec(message)?.[1];
  return named !== undefined && image !== undefined && shortName(named) !== shortName(image);
}

function isWarning({ type, reason, message }: EventFacts): boolean {
  if (REPEATED.test(message)) return false;
  return (
    type === "Warning" || TELLING.includes(reason ?? "") || (reason === "BackOff" && message.includes("restarting"))
  );
}

function rank({ reason = "", message }: EventFacts): number {
  if (!TELLING.includes(reason)) return 2;
  return message.startsWith("Error: ") ? 1 : 0;
}

function saidByEvent(event: EventFacts): Said {
  const { message, reason, lines } = event;
  return { text: message, origin: "event", event, ...(reason !== undefined && { reason }), ...(lines && { lines }) };
}

/** Reasons of a container that has never run: what is waited for then is another start of it. */
const NEVER_RAN: ReadonlySet<string> = new Set(["StartError", "ContainerCannotRun"]);

function saidByContainer(container: ContainerFacts): readonly Said[] {
  const { lastReason: reason = "", lastMessage: text = "" } = container;
  const last: readonly Said[] = NEVER_RAN.has(reason) && text !== "" ? [{ text, reason, origin: "status" }] : [];
  return [...last, saidByStatus(container)];
}

function saidByStatus({ message = "", reason, lines }: ContainerFacts): Said {
  return { text: message, origin: "status", ...(reason !== undefined && { reason }), ...(lines && { lines }) };
}

function subjectOfEvent(event: EventFacts): Subject {
  return { said: [saidByEvent(event)], events: [] };
}
