import { createEventSink } from "../events/index.ts";
import { createImageManager, type PullRecordFiles } from "../images/index.ts";
import type { KubeletOptions } from "./contract.ts";
import { CrashBackOffs } from "./crash-back-off.ts";
import type { LabelledRuntime } from "./labelled-runtime.ts";
import { ReasonCache } from "./reason-cache.ts";
import { Relister } from "./relister.ts";
import { runtimeUntilKilled } from "./runtime-until-killed.ts";
import type { Phases } from "./sync-times.ts";
import type { Life } from "./wake-at.ts";
import type { WorkTools } from "./work/job.ts";
import { WorkQueue } from "./work-queue.ts";

/** One run of the kubelet's program: everything that it forgets when it is killed. */
export interface KubeletProcess extends WorkTools {
  readonly options: KubeletOptions;
  readonly life: Life;
  readonly phases: Phases;
  readonly reasons: ReasonCache;
  readonly queue: WorkQueue;
  readonly relister: Relister;
}

/** What a process finds when it starts. */
export interface ProcessOptions {
  readonly options: KubeletOptions;
  readonly runtime: LabelledRuntime;
  readonly records: PullRecordFiles;
  readonly signal: AbortSignal;
  /** A relist has news of the pod. */
  readonly onNews: (podUid: string) => void;
}

export function startProcess({ options, runtime, records, signal, onNews }: ProcessOptions): KubeletProcess {
  const { rules, configuration, clock, random, recorder, api, credentials } = options;
  const life = { clock, signal };
  const phases = phasesOf(options);
  const events = createEventSink({ rules: rules.events, store: api.events, clock, random, recorder });
  const { images } = options;
  const manager = { rules, configuration, clock, images, events, recorder, credentials, records, signal };
  return {
    options,
    life,
    phases,
    rules,
    events,
    images: createImageManager(manager),
    runtime: runtimeUntilKilled(runtime, life),
    crashes: new CrashBackOffs(clock),
    reasons: new ReasonCache(rules.status.pullsCountAsRestarts),
    queue: new WorkQueue(life, phases, rules.sync),
    relister: new Relister({ life, phases, rules: rules.sync, look: (podUid) => runtime.view(podUid), onNews }),
  };
}

function phasesOf({ clock, random, rules }: KubeletOptions): Phases {
  const { tickSeconds, relistSeconds } = rules.sync;
  return {
    start: clock.now(),
    tick: random.next() * tickSeconds * 1000,
    relist: random.next() * relistSeconds * 1000,
  };
}
