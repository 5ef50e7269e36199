import type { Snapshot } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";
import { shareEvents } from "./pod-events.ts";
import { podNameOf } from "./pod-name.ts";

/** A pull that has begun and was not seen to end. */
export interface PullUnderWay {
  /** `NAMESPACE/NAME`. */
  readonly pod: string;
  readonly image: string;
  /** Seconds since it has begun. */
  readonly since: number;
}

/** Images of some size take so many seconds. */
const USUAL = 60;
const ENDS: ReadonlySet<string> = new Set(["Pulled", "Failed", "BackOff", "Created", "Started"]);

/** Pulls that take long: nothing is said of them before they end, and some runtimes let them hang for ever. */
export function pullsUnderWay(snapshot: Snapshot): readonly PullUnderWay[] {
  return [...shareEvents(snapshot).ofPods].flatMap(([pod, events]) => {
    const begun = events.findLast(({ reason }) => reason === "Pulling");
    const image = /^Pulling image "([^"]+)"/.exec(begun?.message ?? "")?.[1];
    const since = begun?.lastSeen ?? 0;
    const ended = events.some(({ reason = "", lastSeen = 0 }) => ENDS.has(reason) && lastSeen <= since);
    const waits = pod.containers.some((each) => each.image === image && each.state === "waiting");
    if (image === undefined || since < USUAL || ended || !waits) return [];
    return [{ pod: podNameOf(pod), image, since: Math.round(since) }];
  });
}

export function pullSentence({ pod, image, since }: PullUnderWay): string {
  const time = humanDuration(since * 1000);
  return `${pod} has been pulling ${image} for ${time}; whether anything still comes only the node could tell`;
}
