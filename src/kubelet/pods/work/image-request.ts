import type { ObjectReference, PullPolicy, SecretObject } from "../../../kinds/index.ts";
import type { EnsureImageRequest, PodIdentity } from "../../images/index.ts";
import type { Job } from "./job.ts";

/** What of a container's or volume's wish for an image stays the same from sync to sync. */
export type ImageWish = Omit<EnsureImageRequest, "secrets" | "cause">;

/** The wish as one sync asks for it. An instance, since there is one at each look and literals that once had to wait are kept long. */
export class ImageRequest implements EnsureImageRequest {
  readonly pod: PodIdentity;
  readonly object: ObjectReference;
  readonly container: string;
  readonly image: string;
  readonly policy: PullPolicy;
  readonly secrets: readonly SecretObject[];
  readonly cause: number;

  constructor({ pod, object, container, image, policy }: ImageWish, { prepared, sync }: Job) {
    this.pod = pod;
    this.object = object;
    this.container = container;
    this.image = image;
    this.policy = policy;
    this.secrets = prepared.secrets;
    this.cause = sync;
  }
}
