import type { Reason } from "../reason-cache.ts";
import { podReference } from "../references.ts";
import type { Job, WorkTools } from "./job.ts";

/** Why volumes cannot be mounted, by name of the volume. */
export type FailedVolumes = ReadonlyMap<string, Reason>;

/** For pods that have no image volumes. */
export const NO_FAILED_VOLUMES: FailedVolumes = new Map();

/** Gets the images of image volumes; a failure is kept for the containers that mount the volume. */
export async function pullImageVolumes(job: Job, { images }: WorkTools): Promise<FailedVolumes> {
  const { pod, identity, plan, secrets, sync } = job;
  const failed = new Map<string, Reason>();
  for (const { name, image } of plan.imageVolumes) {
    const result = await images.ensureImageExists({
      pod: identity,
      object: podReference(pod),
      container: name,
      image: image?.reference ?? "",
      policy: image?.pullPolicy ?? "IfNotPresent",
      secrets,
      cause: sync,
    });
    if (!result.ok) failed.set(name, { reason: result.reason, message: result.message, cause: result.decision });
  }
  return failed;
}
