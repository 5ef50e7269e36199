import type { EventFacts, NextTry, Rules } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";
import { BackOff } from "../../kubelet/index.ts";

/** What events tell of a container's pulls. */
export interface Pulls {
  /** Failed so far. */
  readonly attempts?: number;
  /** Seconds since the last one ended. */
  readonly lastFailure?: number;
  /** Seconds since the first one. */
  readonly since?: number;
}

const KEY = "pod_image";

/** Counts pulls by their events. The spam filter may hold events back, so that counts are the least there were. */
export function pullsOf(events: readonly EventFacts[]): Pulls {
  const failed = events.filter(
    ({ reason, message }) => reason === "Failed" && message.startsWith("Failed to pull image"),
  );
  const begun = events.filter(({ reason }) => reason === "Pulling");
  // The last pull that has begun may still be going on
  const attempts = failed.length === 0 ? sumOf(begun) : Math.max(sumOf(failed), sumOf(begun) - 1);
  const lastFailure = least([...failed, ...begun].map(({ lastSeen, firstSeen }) => lastSeen ?? firstSeen));
  const since = greatest([...failed, ...begun].map(({ firstSeen, lastSeen }) => firstSeen ?? lastSeen));
  return {
    ...(attempts > 0 && { attempts }),
    ...(lastFailure !== undefined && { lastFailure }),
    ...(since !== undefined && { since }),
  };
}

export interface NextTryOptions {
  readonly rules: Rules;
  /** Another container of the pod waits to be restarted, which delays looks at the pod. */
  readonly crashLoop: boolean;
  /** What becomes of the next try. */
  readonly outcome: string;
}

/**
 * When the kubelet pulls again, counted from the moment of the snapshot: at the first look after the window that the last failure has
 * armed. Undefined where no pull was seen.
 */
export function nextTry({ attempts, lastFailure }: Pulls, options: NextTryOptions): NextTry | undefined {
  const { rules, outcome } = options;
  if (attempts === undefined || lastFailure === undefined || !rules.backoff.retries) return undefined;
  const window = windowAfter(attempts, rules);
  const earliest = Math.max(0, window - lastFailure);
  const overdue = lastFailure - window - slowestLook(options);
  // Events of later tries were held back: where in its window it is cannot be known.
  if (overdue > LONGEST_TRY)
    return anyTime(rules.backoff.maxSeconds + slowestLook(options), { attempts, rules, outcome });
  const latest = Math.max(0, -overdue);
  return { earliest, latest, sentence: `${when(earliest, latest)}${then(attempts, rules)}; ${outcome}` };
}

/** A try that takes longer than so many seconds is rare. */
const LONGEST_TRY = 60;

function anyTime(
  latest: number,
  { attempts, rules, outcome }: { readonly attempts: number; readonly rules: Rules; readonly outcome: string },
): NextTry {
  return { earliest: 0, latest, sentence: `${when(0, latest)}${then(attempts, rules)}; ${outcome}` };
}

/** Seconds of the window that the given failure in a row arms. */
function windowAfter(failures: number, { backoff }: Rules): number {
  let now = 0;
  const ladder = new BackOff(backoff, { now: () => now });
  for (let failure = 0; failure < failures; failure += 1) now += ladder.next(KEY, now).window;
  return (ladder.get(KEY)?.window ?? 0) / 1000;
}

/** The longest that the next look at the pod can take, in seconds. */
function slowestLook({ rules: { sync }, crashLoop }: NextTryOptions): number {
  const delay = crashLoop && sync.crashBackOffMovesSync ? sync.afterSuccessSeconds : sync.afterErrorSeconds;
  return delay * (1 + sync.jitter) + sync.tickSeconds;
}

function when(earliest: number, latest: number): string {
  if (latest === 0) return "is tried again about now";
  return earliest === 0 ? `tries again within ${duration(latest)}` : `tries again in about ${duration(earliest)}`;
}

function then(attempts: number, rules: Rules): string {
  const last = duration(rules.backoff.maxSeconds);
  return windowAfter(attempts + 1, rules) >= rules.backoff.maxSeconds
    ? `, then every ${last}`
    : `, then at growing intervals up to ${last}`;
}

function duration(seconds: number): string {
  return humanDuration(Math.round(seconds) * 1000);
}

function sumOf(events: readonly EventFacts[]): number {
  return events.reduce((sum, { count = 1 }) => sum + count, 0);
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
