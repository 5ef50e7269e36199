import { setTimeout } from "node:timers/promises";

/** Waits on the system's time; ends at once when the signal aborts, and never rejects. */
export async function systemSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}
