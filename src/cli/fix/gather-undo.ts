import { ok, type Outcome } from "../../base/index.ts";
import { gatherPods, isPod } from "../../cluster/index.ts";
import { openCluster } from "../../node/index.ts";
import { lookAround, planUndo } from "../../remedy/index.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import type { FixOptions } from "./options.ts";
import type { Found } from "./gather.ts";

/** What fixes have left on the target and on what its pods use; no registry is asked. */
export async function gatherUndo({ cluster }: FixOptions, io: Pick<Io, "signal">): Promise<Outcome<Found, Fault>> {
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(cluster.timeout)]);
  const access = await openCluster(cluster.kubeconfig, signal);
  if (!access.ok) return access;
  const reader = { access: access.value, signal };
  const { namespace, server } = access.value;
  const seen = await gatherPods(reader, { namespace, ...cluster.target });
  if (!seen.ok) return seen;
  const pods = seen.value.objects.filter(isPod).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const around = await lookAround(reader, pods);
  if (!around.ok) return around;
  const notSeen = around.value.notSeen.map(({ what, fault }) => `${what} (${fault.message})`);
  const fixes = [{ found: "", around: around.value, plan: planUndo(around.value) }];
  return ok({ access: access.value, source: server, notSeen, fixes });
}
