import type { Reason } from "../reason-cache.ts";
import { identityOf, podReference } from "../references.ts";
import { ImageRequest } from "./image-request.ts";
import type { Job } from "./job.ts";

/** Why volumes cannot be mounted, by name of the volume. */
export type FailedVolumes = ReadonlyMap<string, Reason>;

/** Gets the images of image volumes; a failure is kept for the containers that mount the volume. */
export async function pullImageVolumes(job: Job): Promise<FailedVolumes> {
  const { pod, plan } = job.prepared;
  const failed = new Map<string, Reason>();
  for (const { name: container, image: source } of plan.imageVolumes) {
    const { reference: image = "", pullPolicy: policy = "IfNotPresent" } = source ?? {};
    const wish = { pod: identityOf(pod), object: podReference(pod), container, image, policy };
    const result = await job.tools.images.ensureImageExists(new ImageRequest(wish, job));
    if (!result.ok) failed.set(container, { reason: result.reason, message: result.message, cause: result.decision });
  }
  return failed;
}
