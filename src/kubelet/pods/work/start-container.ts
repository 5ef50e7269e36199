import { andThen, type Awaitable } from "../../../base/index.ts";
import type { EnsureImageRequest, EnsureImageResult } from "../../images/index.ts";
import { podText } from "../references.ts";
import type { Reason } from "../reason-cache.ts";
import { createdText, startedText } from "./event-texts.ts";
import type { FailedVolumes } from "./image-volumes.ts";
import type { Job, StartResult, WorkTools } from "./job.ts";
import type { Start } from "./plan.ts";

export interface StartJob {
  readonly job: Job;
  readonly wanted: Start;
  readonly volumes: FailedVolumes;
}

/** Crash back-off, volumes, image, create, start: the first that fails is the reason (kuberuntime_container.go). */
export function startContainer(start: StartJob, tools: WorkTools): Awaitable<StartResult> {
  const held = holdBack(start, tools) ?? volumeFailure(start, tools);
  if (held !== undefined) return held;
  return andThen(tools.images.ensureImageExists(imageRequest(start)), (image) => startWith(image, start, tools));
}

function startWith(image: EnsureImageResult, start: StartJob, tools: WorkTools): Awaitable<StartResult> {
  const container = start.wanted.container.name;
  if (!image.ok) {
    const { reason, message, decision: cause } = image;
    tellError(start, tools, { text: reason, cause });
    return { container, reason: { reason, message, cause } };
  }
  return andThen(createAndStart(start, tools, image), (reason) =>
    reason === undefined ? { container } : { container, reason },
  );
}

/** A container that has ended waits its turn, whatever its image does meanwhile. */
function holdBack({ job, wanted }: StartJob, { crashes, events }: WorkTools): StartResult | undefined {
  const { pod, view, sync } = job;
  const { container, object } = wanted;
  const ended = view.containers.find(({ name, state }) => name === container.name && state === "exited");
  const crash = ended && crashes.check(pod, container, ended);
  if (crash === undefined) return undefined;
  const message = `Back-off restarting failed container ${container.name} in pod ${podText(pod)}`;
  events.emit({ object, type: "Warning", reason: "BackOff", message, cause: sync });
  const reason = { reason: "CrashLoopBackOff", message: crash.message, cause: sync };
  return { container: container.name, reason, restartAt: crash.restartAt };
}

/** Of several volumes without an image, the last one counts. */
function volumeFailure(start: StartJob, tools: WorkTools): StartResult | undefined {
  const { volumes, wanted } = start;
  if (volumes.size === 0) return undefined;
  const { name: container, volumeMounts = [] } = wanted.container;
  const failures = volumeMounts.flatMap(({ name }) => volumes.get(name) ?? []);
  for (const { reason, cause } of failures) tellError(start, tools, { text: reason, cause });
  const reason = failures.at(-1);
  return reason === undefined ? undefined : { container, reason };
}

function imageRequest({ job, wanted }: StartJob): EnsureImageRequest {
  const { identity, secrets, sync } = job;
  const { name, image = "", imagePullPolicy = "IfNotPresent" } = wanted.container;
  return {
    pod: identity,
    object: wanted.object,
    container: name,
    image,
    policy: imagePullPolicy,
    secrets,
    cause: sync,
  };
}

interface UsableImage {
  readonly imageRef: string;
  readonly decision: number;
}

async function createAndStart(
  start: StartJob,
  tools: WorkTools,
  { imageRef, decision: cause }: UsableImage,
): Promise<Reason | undefined> {
  const { pod } = start.job;
  const { container, object } = start.wanted;
  const { events, runtime, rules } = tools;
  const made = await runtime.createContainer({ pod, container, imageRef, cause });
  if (!made.ok) return failure(start, tools, { reason: "CreateContainerError", message: made.fault.message, cause });
  const created = createdText(container.name, rules.status);
  events.emit({ object, type: "Normal", reason: "Created", message: created, cause });
  const started = await runtime.startContainer(pod, made.value.id, cause);
  if (!started.ok) return failure(start, tools, { reason: "RunContainerError", message: started.fault.message, cause });
  const message = startedText(container.name, rules.status);
  events.emit({ object, type: "Normal", reason: "Started", message, cause });
  return undefined;
}

function failure(start: StartJob, tools: WorkTools, reason: Reason): Reason {
  tellError(start, tools, { text: reason.message, cause: reason.cause });
  return reason;
}

interface Told {
  readonly text: string;
  readonly cause: number | undefined;
}

function tellError({ job, wanted }: StartJob, { events }: WorkTools, { text, cause = job.sync }: Told): void {
  events.emit({ object: wanted.object, type: "Warning", reason: "Failed", message: `Error: ${text}`, cause });
}
