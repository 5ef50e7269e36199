import type { PodStatus } from "../../kinds/index.ts";
import { createEventSink } from "../events/index.ts";
import { createImageManager, type PullRecordFiles } from "../images/index.ts";
import type { KubeletOptions } from "./contract.ts";
import { CrashBackOffs } from "./crash-back-off.ts";
import type { LabelledRuntime } from "./labelled-runtime.ts";
import { Prober } from "./probes/prober.ts";
import { ReasonCache } from "./reason-cache.ts";
import { Relister } from "./relister.ts";
import type { RuntimeView } from "./runtime-view.ts";
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
  readonly prober: Prober;
}

/** What a process finds when it starts. */
export interface ProcessOptions {
  readonly options: KubeletOptions;
  readonly runtime: LabelledRuntime;
  readonly records: PullRecordFiles;
  readonly signal: AbortSignal;
  /** A relist has news of the pod. */
  readonly onNews: (podUid: string) => void;
  /** A probe has. */
  readonly onProbe: (podUid: string) => void;
  readonly statusOf: (podUid: string) => PodStatus | undefined;
}

export function startProcess({ options, runtime, records, signal, ...process }: ProcessOptions): KubeletProcess {
  const { rules, configuration, clock, random, recorder, api, credentials } = options;
  const life = { clock, signal };
  const phases = phasesOf(options);
  const events = createEventSink({ rules: rules.events, store: api.events, clock, random, recorder });
  const { images } = options;
  const manager = { rules, configuration, clock, images, events, recorder, credentials, records, signal };
  const prober = new Prober({
    life,
    events,
    statusOf: process.statusOf,
    ask: (containerId) => options.runtime.probe?.(containerId) ?? "ok",
    onNews: (podUid) => {
      relister.renew(podUid, (view) => prober.onto(podUid, view));
      process.onProbe(podUid);
    },
  });
  const look = (podUid: string): RuntimeView => prober.onto(podUid, runtime.view(podUid));
  const relister = new Relister({ life, phases, rules: rules.sync, look, onNews: process.onNews });
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
    relister,
    prober,
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
