import type { Reason } from "../reason-cache.ts";
import { podReference } from "../references.ts";
import type { Job, WorkTools } from "./job.ts";

/** Why volumes cannot be mounted, by name of the volume. */
export type FailedVolumes = ReadonlyMap<string, Reason>;

const NONE: FailedVolumes = new Map();

/** Gets the images of image volumes; a failure is kept for the containers that mount the volume. */
export async function pullImageVolumes(job: Job, { rules, images }: WorkTools): Promise<FailedVolumes> {
  const { pod, identity, secrets, sync } = job;
  const volumes = rules.status.imageVolumes ? (pod.spec.volumes ?? []).filter(({ image }) => image !== undefined) : [];
  if (volumes.length === 0) return NONE;
  const failed = new Map<string, Reason>();
  for (const { name, image } of volumes) {
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
