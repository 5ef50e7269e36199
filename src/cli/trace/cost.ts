import { failed, ok, type Outcome } from "../../base/index.ts";
import type { World } from "../../kinds/index.ts";
import { workloadsOf } from "../../sandbox/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import { shortDuration } from "../print/short-duration.ts";

const MINUTE = 60_000;

/** Pods × virtual minutes that one run may take: about half a minute of work and two gigabytes of memory. */
const LARGEST = 40_000;

/** Refuses a run that would take for ever, before it begins. */
export function affordable(world: World): Outcome<World, Fault> {
  const pods = workloadsOf(world.cluster.objects).reduce((sum, workload) => sum + workload.pods, 0);
  const cost = pods * (world.for / MINUTE);
  if (cost <= LARGEST) return ok(world);
  const amount = `${pods} pods for ${shortDuration(world.for)} are ${Math.round(cost)} pod-minutes`;
  return failed(
    cliFault(
      "CLI_TOO_MUCH",
      `Cannot trace ${world.name}: ${amount}, at most ${LARGEST} are wanted`,
      wayOn(pods, world),
    ),
  );
}

function wayOn(pods: number, world: World): string {
  const seconds = Math.floor((LARGEST * 60) / pods);
  const podsThen = Math.floor(LARGEST / (world.for / MINUTE));
  const shorter = seconds < 1 ? "" : `Shorten it with --for ${shortDuration(seconds * 1000)}, or trace`;
  return `${shorter || "Trace"} ${podsThen} pods: pods with the same image in one namespace behave alike`;
}
