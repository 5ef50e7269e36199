import { type Awaitable, isPending, oncePerKey } from "../../../base/index.ts";
import type { EnsureImageResult } from "../../images/index.ts";
import { podText } from "../references.ts";
import type { Reason } from "../reason-cache.ts";
import type { RuntimeView, SeenContainer } from "../runtime-view.ts";
import { environmentFault } from "./environment.ts";
import { createdText, startedText } from "./event-texts.ts";
import { ImageRequest } from "./image-request.ts";
import { FailedStart, type Job, StartFault, type StartResult } from "./job.ts";
import type { Start } from "./plan.ts";

/** Crash back-off, volumes, image, environment, create, start: the first that fails is the reason (kuberuntime_container.go). */
export function startContainer(wanted: Start, job: Job): Awaitable<StartResult> {
  const held = holdBack(wanted, job) ?? volumeFailure(wanted, job);
  if (held !== undefined) return held;
  const image = job.tools.images.ensureImageExists(new ImageRequest(wanted.wish, job));
  return isPending(image) ? startLater(image, wanted, job) : startWith(image, wanted, job);
}

async function startLater(image: Promise<EnsureImageResult>, wanted: Start, job: Job): Promise<StartResult> {
  return startWith(await image, wanted, job);
}

function startWith(image: EnsureImageResult, wanted: Start, job: Job): Awaitable<StartResult> {
  if (image.ok) return createAndStart(image, wanted, job);
  const { reason, message, decision: cause } = image;
  tellError(wanted, job, { text: reason, cause });
  return new FailedStart(wanted, new StartFault(reason, message, cause));
}

/** A container that has ended waits its turn, whatever its image does meanwhile. */
function holdBack(wanted: Start, job: Job): StartResult | undefined {
  const { container, object } = wanted;
  const { pod, view } = job.prepared;
  const ended = endedRun(view, container.name);
  const crash = ended && job.tools.crashes.check(pod, container, ended);
  if (crash === undefined) return undefined;
  const message = `Back-off restarting failed container ${container.name} in pod ${podText(pod)}`;
  job.emit(object, { type: "Warning", reason: "BackOff", message });
  const reason = { reason: "CrashLoopBackOff", message: crash.message, cause: job.sync };
  return { wanted, reason, restartAt: crash.restartAt };
}

function endedRun({ containers }: RuntimeView, container: string): SeenContainer | undefined {
  for (const run of containers) if (run.name === container && run.state === "exited") return run;
  return undefined;
}

/** Of several volumes without an image, the last one counts. */
function volumeFailure(wanted: Start, job: Job): StartResult | undefined {
  const { volumes } = job;
  if (volumes === undefined) return undefined;
  const { volumeMounts = [] } = wanted.container;
  const failures = volumeMounts.flatMap(({ name }) => volumes.get(name) ?? []);
  for (const { reason, cause } of failures) tellError(wanted, job, { text: reason, cause });
  const reason = failures.at(-1);
  return reason === undefined ? undefined : { wanted, reason };
}

async function createAndStart(
  { imageRef, decision: cause }: Extract<EnsureImageResult, { ok: true }>,
  wanted: Start,
  job: Job,
): Promise<StartResult> {
  const { container, object } = wanted;
  const { pod } = job.prepared;
  const { runtime, rules, options } = job.tools;
  const missing = environmentFault(pod, container, options.api);
  if (missing !== undefined)
    return failure(wanted, job, { reason: "CreateContainerConfigError", message: missing, cause });
  const made = await runtime.createContainer({ pod, container, imageRef, cause });
  if (!made.ok) return failure(wanted, job, { reason: "CreateContainerError", message: made.fault.message, cause });
  job.emit(object, { type: "Normal", reason: "Created", message: createdText(container.name, rules.status), cause });
  const started = await runtime.startContainer(pod, made.value.id, cause);
  if (!started.ok) return failure(wanted, job, { reason: "RunContainerError", message: started.fault.message, cause });
  job.emit(object, { type: "Normal", reason: "Started", message: startedText(container.name, rules.status), cause });
  return { wanted };
}

function failure(wanted: Start, job: Job, reason: Reason): StartResult {
  tellError(wanted, job, { text: reason.message, cause: reason.cause });
  return { wanted, reason };
}

interface Told {
  readonly text: string;
  readonly cause: number | undefined;
}

const errorText = oncePerKey((text: string) => `Error: ${text}`);

function tellError({ object }: Start, job: Job, { text, cause }: Told): void {
  job.emit(object, { type: "Warning", reason: "Failed", message: errorText(text), cause });
}
