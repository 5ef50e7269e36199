/**
 * The embedded cluster: store, API server, controllers, nodes and registries in one process. It is one thing with two
 * doors: the same handlers answer HTTP for a real kubectl and calls in process for a run on a virtual clock.
 */
export { builtInKubectl, CONTROL_PATH, PassingRecorder, RecentRecorder, startLive } from "./live/index.ts";
export type { ControlAnswer, ControlRequest, Live, NodeImages } from "./live/index.ts";
export type { ApiDescriptions, WebhookCall, WebhookReply } from "./api/index.ts";
export { createNetwork, NODE_HEADER } from "./registry/index.ts";
export type { ConnectResult, Network, Registry } from "./registry/index.ts";
export { failedActions, recordWorld, runWorld, showWorld, TraceRecorder } from "./run/index.ts";
export type { FailedAction, Recording, RunOptions } from "./run/index.ts";
export {
  readManifests,
  readWorld,
  REGISTRY_ANSWERS,
  workloadsOf,
  worldFileSchema,
  worldOfObjects,
} from "./world/index.ts";
export type { RegistryAnswer, WorldFault } from "./world/index.ts";
