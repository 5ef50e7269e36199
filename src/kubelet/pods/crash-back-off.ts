import { formatGoDuration, type Instant, type Now } from "../../base/index.ts";
import type { BackoffRules, Container, Pod } from "../../kinds/index.ts";
import { BackOff } from "../images/index.ts";
import { podText } from "./references.ts";
import type { SeenContainer } from "./runtime-view.ts";

/** The ladder of restarts. It is not that of images, and wrong beliefs about one do not touch the other. */
const LADDER: BackoffRules = {
  initialSeconds: 10,
  maxSeconds: 300,
  growth: "double",
  forgottenAfterMaxTimes: 2,
  key: "pod-and-image",
  clearedBySuccess: false,
  clearedBySecretChange: false,
  retries: true,
};

/** A restart that has to wait. */
export interface CrashBackOff {
  readonly message: string;
  readonly restartAt: Instant;
}

/** Holds back containers that have ended, counted from their end (`doBackOff` in kuberuntime_manager.go). */
export class CrashBackOffs {
  readonly #backOff: BackOff;

  constructor(clock: Now) {
    this.#backOff = new BackOff(LADDER, clock);
  }

  /** What forbids the restart of a container whose newest ended run is this; where nothing does, arms the next window. */
  check(pod: Pod, container: Container, ended: SeenContainer): CrashBackOff | undefined {
    const key = keyOf(pod, container);
    const endedAt = ended.finishedAt ?? 0;
    if (!this.#backOff.inBackOffSince(key, endedAt)) {
      this.#backOff.next(key, endedAt);
      return undefined;
    }
    const window = this.#backOff.get(key)?.window ?? 0;
    const message = `back-off ${formatGoDuration(window)} restarting failed container=${container.name} pod=${podText(pod)}`;
    return { message, restartAt: endedAt + window };
  }
}

/** An edited container begins anew. */
function keyOf(pod: Pod, { name, image, resources }: Container): string {
  return [podText(pod), name, image, JSON.stringify(resources)].join("/");
}
