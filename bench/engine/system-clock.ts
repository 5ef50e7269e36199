import type { Clock, Gate } from "../../src/base/index.ts";
import { systemSleep } from "../../src/node/index.ts";

/** The system's time, so that reading it costs what it costs the peer. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: systemSleep,
  start: (work) => void work(),
  gate,
};

function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { wait: () => opened, open: () => open() };
}
