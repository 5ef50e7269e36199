import type { Clock, Random } from "../../base/index.ts";
import type { Recorder, Rules } from "../../kinds/index.ts";
import type { ApiServer } from "../api/index.ts";
import type { Store } from "../store/index.ts";

export interface ControllersOptions {
  readonly api: ApiServer;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
  readonly rules: Rules;
  /** Whether cron jobs wait for their schedules; a run that is looked at once starts each at once. */
  readonly followsSchedules?: boolean;
}
