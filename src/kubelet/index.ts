/**
 * The kubelet's image pull: image manager (`images/`), events (`events/`), pods and their syncs (`pods/`).
 *
 * The confusing thing is that the status which kubectl shows is one sync behind: a sync publishes what the sync before
 * it has found, and only then works. Everything asks ports; nothing here knows a registry.
 */
export { createEventSink } from "./events/index.ts";
export type { EventSinkOptions } from "./events/index.ts";
export {
  BackOff,
  createImageManager,
  IMAGE_MACHINE,
  PullRecordFiles,
  verificationPolicy,
  verifiesPresentImages,
} from "./images/index.ts";
export type * from "./images/index.ts";
export { createKubelet, logSource, machine } from "./pods/index.ts";
export type * from "./pods/index.ts";
export { NO_RECORDER } from "./no-recorder.ts";
export type * from "./ports.ts";
