import type { Instant } from "../../../base/index.ts";
import type { Pod } from "../../../kinds/index.ts";
import type { ControllersOptions } from "../controllers.ts";

const COMPONENT = "default-scheduler";
/** Nanoseconds, so that a kubelet's event about the same pod in the same virtual instant has another name. */
const APART = 512;

/** What is done, by the reason that it is told under. */
const ACTIONS = { Scheduled: "Binding", FailedScheduling: "Scheduling", Preempted: "Preempting" } as const;

interface SchedulerEvent {
  readonly pod: Pod;
  readonly reason: keyof typeof ACTIONS;
  /** Another pod that it is about. */
  readonly related?: Pod;
  readonly message: string;
  readonly cause: number | undefined;
}

/** The scheduler writes events of the new kind: they carry `eventTime` only, neither count nor first and last time. Answers its name. */
export function emitSchedulerEvent(options: ControllersOptions, event: SchedulerEvent): string {
  const { pod, reason, message } = event;
  const { namespace = "", name = "" } = pod.metadata;
  const type = reason === "FailedScheduling" ? "Warning" : "Normal";
  const about = { pod: `${namespace}/${name}`, ...(event.cause === undefined ? {} : { cause: event.cause }) };
  const cause = options.recorder.record(
    "event",
    { action: "create", type, reason, message, count: 1, fieldPath: "" },
    about,
  );
  const now = options.clock.now();
  const eventName = `${name}.${(Math.floor(now * 1e6) + APART).toString(16)}`;
  const body = {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: eventName, namespace },
    involvedObject: referenceTo(pod),
    reason,
    message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type,
    eventTime: microTime(now),
    action: ACTIONS[reason],
    ...(event.related === undefined ? {} : { related: referenceTo(event.related) }),
    reportingComponent: COMPONENT,
    reportingInstance: `${COMPONENT}-control-plane`,
  };
  options.api.handle({ verb: "create", resource: "events", namespace, name: "", body, cause });
  return eventName;
}

/** To the microsecond, as events of the new kind have their times. */
export function microTime(instant: Instant): string {
  return new Date(instant).toISOString().replace("Z", "000Z");
}

function referenceTo({ metadata }: Pod): object {
  const { namespace = "", name = "", uid = "", resourceVersion = "" } = metadata;
  return { kind: "Pod", namespace, name, uid, apiVersion: "v1", resourceVersion };
}
