import { failed, ok, type Outcome, valueAt } from "../../base/index.ts";
import { type ClusterAccess, type ClusterTarget, gatherPods, type NotSeen, type Reader } from "../../cluster/index.ts";
import { type Exchanged, prove } from "../../diagnosis/index.ts";
import { DEFAULT_MINOR, MINORS, type Minor, rulesOf, type Snapshot } from "../../kinds/index.ts";
import { snapshotOfObjects } from "../../kubectl/index.ts";
import { openCluster } from "../../node/index.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import type { ClusterOptions } from "./options.ts";
import { readAuthorities } from "./read-authorities.ts";

export interface SeenInCluster {
  readonly source: string;
  readonly kubelet: Minor;
  readonly snapshot: Snapshot;
  readonly exchanged: readonly Exchanged[];
}

/** Of the time that everything may take, what registries may; some do not answer at all from here. */
const REGISTRY_SHARE = 0.6;

/** Looks at pods and events first; at anything else only for pods whose remaining causes it tells apart. */
export async function gatherCluster(
  options: ClusterOptions & { readonly kubelet: Minor | undefined },
  io: Pick<Io, "signal" | "now" | "sleep">,
): Promise<Outcome<SeenInCluster, Fault>> {
  const access = await openCluster(options.kubeconfig);
  if (!access.ok) return access;
  const extraCa = await readAuthorities(options.registries?.caFiles ?? []);
  if (!extraCa.ok) return extraCa;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(options.timeout)]);
  const reader = { access: access.value, signal };
  const target = inNamespace(options, access.value);
  const [minor, gathered] = await Promise.all([options.kubelet ?? minorOf(reader), gatherPods(reader, target)]);
  if (!gathered.ok) return failed(gathered.fault);
  const { objects, notSeen } = gathered.value;
  const kubelet = minor ?? DEFAULT_MINOR;
  const seen = {
    ...snapshotOfObjects(objects, { now: io.now(), origin: "cluster" }),
    notSeen: notSeen.map(notSeenText),
  };
  const registry = await registryOf(options, { io, extraCa: extraCa.value, server: access.value.server });
  const { snapshot, exchanged } = await prove(seen, objects, {
    reader,
    now: io.now,
    rules: rulesOf(kubelet),
    ...(registry && { registry }),
  });
  return ok({ source: access.value.server, kubelet, snapshot, exchanged });
}

function inNamespace({ target, allNamespaces }: ClusterOptions, { namespace }: ClusterAccess): ClusterTarget {
  return allNamespaces ? target : { namespace, ...target };
}

/** Of the API server; undefined where it does not say, or is one that is not known. */
async function minorOf({ access, signal }: Reader): Promise<Minor | undefined> {
  const answer = await access.send({ method: "GET", path: "/version" }, signal);
  const [major, minor] = ["major", "minor"].map((field) => (answer.ok ? valueAt(answer.value.body, field) : ""));
  return MINORS.find((known) => known === `${String(major)}.${String(minor).replace(/\D+$/, "")}`);
}

interface Around {
  readonly io: Pick<Io, "signal" | "now" | "sleep">;
  /** PEM texts. */
  readonly extraCa: readonly string[];
  /** Address of the API server: a sandbox has registries of its own. */
  readonly server: string;
}

async function registryOf({ registries, timeout }: ClusterOptions, { io, extraCa, server }: Around) {
  if (registries === undefined) return undefined;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(timeout * REGISTRY_SHARE)]);
  const { registrySessions } = await import("./registry-sessions.ts");
  return { session: registrySessions({ ...registries, extraCa, server, clock: io }), signal };
}

function notSeenText({ what, fault }: NotSeen): string {
  return `${what} (${fault.message.replace(/^Cannot read [^:]*: /, "")})`;
}
