import { failed, ok } from "../../src/base/index.ts";
import type { PullPolicy } from "../../src/kinds/index.ts";
import { createImageManager, type ImageManager, type ImageService, NO_RECORDER } from "../../src/kubelet/index.ts";
import { RULES } from "./operations.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";
import type { Step, Workload } from "./workload.ts";

type Wanted = "" | "ErrImagePull" | "ImagePullBackOff";

export function stepPresent(work: Workload): Step {
  const manager = newManager(presentImage(work), true);
  return () => ensure({ manager, work, uid: "pod-0", policy: "IfNotPresent", wanted: "" });
}

export async function stepWindow(work: Workload): Promise<Step> {
  const manager = newManager(absentImage(work), true);
  await ensure({ manager, work, uid: "pod-0", policy: "IfNotPresent", wanted: "ErrImagePull" });
  return () => ensure({ manager, work, uid: "pod-0", policy: "IfNotPresent", wanted: "ImagePullBackOff" });
}

export function stepFails(work: Workload): Step {
  const manager = newManager(absentImage(work), true);
  return (i) => ensure({ manager, work, uid: `pod-${i}`, policy: "IfNotPresent", wanted: "ErrImagePull" });
}

export function stepSucceeds(work: Workload): Step {
  const manager = newManager(presentImage(work), false);
  return () => ensure({ manager, work, uid: "pod-0", policy: "Always", wanted: "" });
}

/** A runtime that has the image, and one that never gets it; both answer at once. */
function presentImage({ imageRef }: Workload): ImageService {
  return {
    imageStatus: async () => ok({ id: imageRef, sizeBytes: 29_000_000 }),
    pullImage: async () => ok(imageRef),
  };
}

function absentImage({ pullError }: Workload): ImageService {
  return {
    imageStatus: async () => ok(undefined),
    pullImage: async () => failed({ grpcCode: "NotFound", message: pullError }),
  };
}

function newManager(images: ImageService, serializeImagePulls: boolean): ImageManager {
  return createImageManager({
    rules: RULES,
    configuration: {
      serializeImagePulls,
      registryPullQPS: 0,
      registryBurst: 0,
      imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
      preloadedImagesVerificationAllowlist: [],
    },
    clock: SYSTEM_CLOCK,
    images,
    events: { emit: () => undefined },
    recorder: NO_RECORDER,
    credentials: { files: () => ({}), serviceAccountUid: () => undefined },
  });
}

interface Ensured {
  readonly manager: ImageManager;
  readonly work: Workload;
  readonly uid: string;
  readonly policy: PullPolicy;
  readonly wanted: Wanted;
}

/** Asks for the workload's image; anything but the wanted answer ends the program. */
async function ensure({ manager, work, uid, policy, wanted }: Ensured): Promise<void> {
  const pod = { uid, name: uid, namespace: "default" };
  const object = { apiVersion: "v1", kind: "Pod", ...pod, resourceVersion: "", fieldPath: "spec.containers{app}" };
  const result = await manager.ensureImageExists({
    pod,
    object,
    container: "app",
    image: work.image,
    policy,
    secrets: [],
  });
  const reason = result.ok ? "" : result.reason;
  if (reason !== wanted) throw new Error(`Ensured "${work.image}": got "${reason}", wanted "${wanted}"`);
}
