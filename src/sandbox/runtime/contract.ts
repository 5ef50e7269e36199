import type { Clock, Random } from "../../base/index.ts";
import type { NodeImageWorld, NodeSettings, NodeWorld, Recorder, RuntimeName } from "../../kinds/index.ts";
import type { ImageService, RuntimeService } from "../../kubelet/index.ts";
import type { Network } from "../registry/index.ts";

export interface RuntimeOptions {
  readonly name: RuntimeName;
  readonly node: NodeWorld;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
}

/** A container runtime of one node: image store, puller, sandboxes and containers. */
export interface Runtime {
  readonly images: ImageService;
  readonly containers: RuntimeService;
  load(image: NodeImageWorld): void;
  remove(image: string): void;
  /** What is there now, as a world has it. */
  now(): Pick<NodeWorld, "images" | "reach" | "diskFree">;
  configure(settings: NodeSettings): void;
}
