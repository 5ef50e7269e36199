import type { Clock, Now, Secret } from "../../base/index.ts";
import type { World } from "../../kinds/index.ts";
import type { ApiDescriptions, CallWebhook } from "../api/index.ts";
import type { Network } from "../registry/index.ts";
import type { TimeControl } from "./control.ts";
import type { PassingRecorder } from "./passing-recorder.ts";
import type { RecentRecorder } from "./recent-recorder.ts";

export interface LiveOptions {
  readonly world: World;
  readonly clock: Clock;
  /** The time of the clients. */
  readonly real: Now;
  readonly recorder: PassingRecorder;
  /** The keeper of the recorder, where it keeps what has happened lately; else nothing is to be recorded. */
  readonly recent: RecentRecorder;
  readonly time: TimeControl;
  /** Registries of the world, as the nodes reach them. */
  readonly network: Network;
  /** What the owner of the cluster shows (`Authorization: Bearer`). */
  readonly token: Secret;
  /** What is said of the API's types and fields. */
  readonly descriptions?: () => Promise<ApiDescriptions>;
  /** How admission webhooks are asked. */
  readonly callWebhook?: CallWebhook;
}
