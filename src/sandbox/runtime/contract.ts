import type { Clock, Random } from "../../base/index.ts";
import type { NodeImageWorld, NodeSettings, NodeWorld, Recorder, RuntimeName } from "../../kinds/index.ts";
import type { ImageService, RuntimeService } from "../../kubelet/index.ts";
import type { Network } from "../registry/index.ts";

export interface RuntimeOptions {
  readonly name: RuntimeName;
  readonly node: NodeWorld;
  readonly network: Network;
  /** Address of the node, which pods have that use its network. */
  readonly hostAddress: string;
  /** The network of the node's pods: `10.244.0.0/24`. */
  readonly podCidr: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
}

export interface DiskUse {
  readonly capacity: number;
  readonly used: number;
  readonly images: readonly { readonly id: string; readonly size: number; readonly inUse: boolean }[];
}

/** A container runtime of one node: image store, puller, sandboxes and containers. */
export interface Runtime {
  readonly images: ImageService;
  readonly containers: RuntimeService;
  load(image: NodeImageWorld): void;
  remove(image: string): void;
  /** What is there now, as a world has it. */
  now(): Pick<NodeWorld, "images" | "reach" | "diskFree">;
  /** How full the disk of the images is; undefined where it is large enough for everything. */
  disk(): DiskUse | undefined;
  configure(settings: NodeSettings): void;
  /** Removes the containers of pods that have been stopped, so that their images are unused. */
  forgetEnded(): void;
  /** The object of a pod is gone: nothing of it is kept once its containers have ended. */
  forget(podUid: string): void;
}
