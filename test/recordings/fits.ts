import type { Telling } from "./telling.ts";

/** What of a recording this run and the runs before it could not have told. */
export interface Fit {
  readonly misses: readonly string[];
  /** Lowest and highest count of each event over the runs so far. */
  readonly counts: ReadonlyMap<string, readonly [low: number, high: number]>;
  readonly statusesSeen: ReadonlySet<string>;
}

/** Hard bounds of the n-th pull's start after the first one, seconds: windows add up, each look comes at most 16 s late. */
const WINDOWS = [10, 20, 40, 80, 160, 300, 300, 300];

/**
 * Compares a recording with one more run. Jitter decides how many looks fit into a window, so counts must lie between
 * what the runs gave, and the sequence of statuses must be that of one of them; reasons, messages and the order of first
 * appearance must be equal in every run.
 */
export function fits(recorded: readonly Telling[], run: readonly Telling[], before: Fit | undefined): Fit {
  const counts = new Map(before?.counts);
  const statusesSeen = new Set(before?.statusesSeen);
  for (const [index, telling] of run.entries()) {
    statusesSeen.add(statusKey(index, telling));
    for (const [event, count] of telling.events) {
      const [low, high] = counts.get(`${index} ${event}`) ?? [count, count];
      counts.set(`${index} ${event}`, [Math.min(low, count), Math.max(high, count)]);
    }
  }
  const misses = recorded.flatMap((told, index) => missesOf(told, run[index], { index, counts, statusesSeen }));
  const extra = run.length === recorded.length ? [] : [`${recorded.length} pods recorded, ${run.length} in the run`];
  return { misses: [...extra, ...misses], counts, statusesSeen };
}

interface Seen {
  readonly index: number;
  readonly counts: Fit["counts"];
  readonly statusesSeen: ReadonlySet<string>;
}

function missesOf(told: Telling, run: Telling | undefined, seen: Seen): string[] {
  if (run === undefined) return [`${told.pod}: no such pod in the run`];
  const misses: string[] = [];
  if (!seen.statusesSeen.has(statusKey(seen.index, told))) misses.push(statusMiss(told, run));
  if (eventOrder(told) !== eventOrder(run)) misses.push(orderMiss(told, run));
  for (const [event, count] of told.events) {
    const [low, high] = seen.counts.get(`${seen.index} ${event}`) ?? [0, 0];
    if (count < low || count > high + extraLooks(event, told))
      misses.push(`${told.pod}: ${count} × ${event}, runs gave ${low} to ${high}`);
  }
  if (!inBounds(told)) misses.push(`${told.pod}: recorded pulls at ${told.pulls.join(", ")}`);
  if (!inBounds(run)) misses.push(`${told.pod}: pulls at ${run.pulls.join(", ")}`);
  return misses;
}

/** Each run that a relist has seen although it ended at once was one more look at its pod, and may have held a restart back. */
export function extraLooks(event: string, { briefRuns }: Pick<Telling, "briefRuns">): number {
  return event.startsWith("Warning BackOff") && event.includes("Back-off restarting") ? briefRuns : 0;
}

function statusKey(index: number, telling: Telling): string {
  return `${index} ${telling.pod}\n${telling.statuses.join("\n")}`;
}

function eventOrder(telling: Telling): string {
  return [...telling.events.keys()].join("\n");
}

function statusMiss(told: Telling, run: Telling): string {
  return `${told.pod}: statuses\n recorded: ${told.statuses.join("\n           ")}\n run:      ${run.statuses.join("\n           ")}`;
}

function orderMiss(told: Telling, run: Telling): string {
  return `${told.pod}: events\n recorded: ${[...told.events.keys()].join("\n           ")}\n run:      ${[...run.events.keys()].join("\n           ")}`;
}

/** Every try but the first starts when its window is over, and at most one look plus a second of noise later. */
function inBounds({ pulls, longest }: Telling): boolean {
  let earliest = 0;
  let latest = 0;
  return pulls.every((t, index) => {
    if (index === 0) return true;
    const window = WINDOWS[Math.min(index - 1, WINDOWS.length - 1)] ?? 300;
    earliest += window;
    latest += window + longest + 17;
    return t >= earliest - 1 && t <= latest + 1;
  });
}
