import { join } from "node:path";

import { startSandbox } from "../../src/cli/sandbox/start.ts";
import { readWorldFile } from "../../src/cli/worlds/read-world-file.ts";
import { openCluster } from "../../src/node/index.ts";
import type { Pod, Verdict } from "../../src/kinds/index.ts";
import { cli, type CliRun } from "../../test/cli.ts";
import { FAULT_SEEN } from "../../test/world-faults.ts";
import { WORLD_FIXES } from "../../test/world-fixes.ts";

export interface Fixed {
  readonly world: string;
  /** It was known before that it can be fixed; else the plan had something to do by itself. */
  readonly isExpected: boolean;
  /** What the last run said that it did; why nothing was done, where nothing was. */
  readonly did: string;
  /** What the pods that failed show in the end: `Running`. */
  readonly endsIn: string;
  /** Exit codes of the runs. */
  readonly codes: readonly number[];
}

interface FixLine {
  readonly summary: string;
  readonly changes: readonly unknown[];
  readonly none?: string;
}

/** Lets the world break, then fixes it with what it holds; nobody else repairs anything. */
export async function fixIn(world: string, worlds: string): Promise<Fixed | undefined> {
  const read = await readWorldFile(join(worlds, `${world}.yaml`), world);
  if (!read.ok) throw new Error(read.fault.message);
  const { runs = [[]], stdin, target, at = secondsOf(FAULT_SEEN[world] ?? "30s") } = WORLD_FIXES[world] ?? {};
  const actions = read.value.actions.filter((action) => action.at <= at * 1000);
  const failed = (error: unknown): void => {
    throw error;
  };
  const started = await startSandbox({ world: { ...read.value, actions }, speed: 1, failed });
  if (!started.ok) throw new Error(started.fault.message);
  const sandbox = started.value;
  sandbox.live.play();
  try {
    await sandbox.jump(at * 1000);
    const pods = await failing(sandbox.kubeconfig);
    if (pods.length === 0) return undefined;
    let waited = 0;
    const sleep = async (milliseconds: number): Promise<void> => {
      waited += milliseconds;
      await sandbox.jump(milliseconds);
    };
    const run = (flags: readonly string[]): Promise<CliRun> =>
      cli(
        [
          "fix",
          ...(target === undefined ? pods : [target]),
          "--kubeconfig",
          sandbox.kubeconfig,
          "-o",
          "json",
          ...flags,
        ],
        {
          ...(stdin !== undefined && { stdin }),
          io: { sleep, now: () => Date.now() + waited },
        },
      );
    const outcomes: CliRun[] = [];
    for (const flags of runs) outcomes.push(await run([...flags, "--apply", "--yes"]));
    const fixes = outcomes.flatMap(({ out }) => (JSON.parse(out) as { readonly fixes: readonly FixLine[] }).fixes);
    const done = fixes.findLast(({ changes }) => changes.length > 0) ?? fixes.at(-1);
    await sandbox.jump(2_000);
    return {
      world,
      isExpected: world in WORLD_FIXES,
      did: done === undefined ? "" : done.changes.length > 0 ? done.summary : (done.none ?? done.summary),
      endsIn: done?.changes.length ? await shown(sandbox.kubeconfig, target) : "",
      codes: outcomes.map(({ code }) => code),
    };
  } finally {
    await sandbox.stop();
  }
}

/** Targets of one namespace, as a `fix` takes them. */
async function failing(kubeconfig: string): Promise<readonly string[]> {
  const { out } = await cli(["diagnose", "-A", "-o", "json", "--kubeconfig", kubeconfig]);
  const { verdicts } = JSON.parse(out) as { readonly verdicts: readonly Verdict[] };
  const pods = [...new Set(verdicts.flatMap((verdict) => verdict.pods))];
  const [namespace] = pods[0]?.split("/") ?? [];
  const own = pods.filter((pod) => pod.startsWith(`${namespace}/`)).map((pod) => `pod/${pod.split("/")[1]}`);
  return own.length === 0 ? [] : [...own, "-n", namespace ?? "default"];
}

/** What the pods show that live on; of a pod alone only that one. */
async function shown(kubeconfig: string, target: string | undefined): Promise<string> {
  const access = await openCluster({ kubeconfig }, AbortSignal.timeout(60_000));
  if (!access.ok) throw new Error(access.fault.message);
  const answer = await access.value.send({ method: "GET", path: "/api/v1/pods" }, AbortSignal.timeout(60_000));
  const { items } = (answer.ok ? answer.value.body : {}) as { readonly items: readonly Pod[] };
  const [, only] = /^pod\/(.*)$/.exec(target ?? "") ?? [];
  const live = items.filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined && (only === undefined || metadata.name === only),
  );
  return [...new Set(live.map(statusOf))].join(", ");
}

function statusOf({ status }: Pod): string {
  const waiting = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].flatMap(
    ({ state }) => state.waiting?.reason ?? [],
  );
  return waiting[0] ?? status?.phase ?? "";
}

function secondsOf(text: string): number {
  const [, minutes = "0", seconds = "0"] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
