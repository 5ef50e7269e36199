import type { Clock, Now, Secret } from "../../base/index.ts";
import type { Recorder, World } from "../../kinds/index.ts";
import type { Network } from "../registry/index.ts";

export interface LiveOptions {
  readonly world: World;
  readonly clock: Clock;
  /** The time of the clients. */
  readonly real: Now;
  readonly recorder: Recorder;
  /** Registries of the world, as the nodes reach them. */
  readonly network: Network;
  /** What the owner of the cluster shows (`Authorization: Bearer`). */
  readonly token: Secret;
}
