import { failed, ok, type Outcome, valueAt } from "../../base/index.ts";
import {
  type ClusterAccess,
  type ClusterFault,
  type ClusterTarget,
  gatherPods,
  gatherPullSecrets,
  isPod,
  type NotSeen,
  type Reader,
} from "../../cluster/index.ts";
import { diagnose, loginsOf } from "../../diagnosis/index.ts";
import {
  DEFAULT_MINOR,
  MINORS,
  type Minor,
  type Pod,
  rulesOf,
  type Snapshot,
  type Verdict,
} from "../../kinds/index.ts";
import { snapshotOfObjects } from "../../kubectl/index.ts";
import { openCluster } from "../../node/index.ts";
import type { Io } from "../io.ts";
import type { ClusterOptions } from "./options.ts";

export interface SeenInCluster {
  readonly source: string;
  readonly kubelet: Minor;
  readonly snapshot: Snapshot;
}

/** What a verdict must be about for the pods' secrets to matter. */
const WANTS_SECRETS = /^(?:auth-|pull-secret-)/;

/** Looks at pods and events first, and at pull secrets only of pods that may want a login. */
export async function gatherCluster(
  options: ClusterOptions & { readonly kubelet: Minor | undefined },
  io: Pick<Io, "signal" | "now">,
): Promise<Outcome<SeenInCluster, ClusterFault>> {
  const access = await openCluster(options.kubeconfig);
  if (!access.ok) return access;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(options.timeout)]);
  const reader = { access: access.value, signal };
  const target = inNamespace(options, access.value);
  const [minor, gathered] = await Promise.all([options.kubelet ?? minorOf(reader), gatherPods(reader, target)]);
  if (!gathered.ok) return failed(gathered.fault);
  const { objects, notSeen } = gathered.value;
  const kubelet = minor ?? DEFAULT_MINOR;
  const snapshot = snapshotOfObjects(objects, { now: io.now(), origin: "cluster" });
  const seen = { reader, kubelet, now: io.now(), pods: objects.filter(isPod) };
  const whole = await withSecrets({ ...snapshot, notSeen: notSeen.map(notSeenText) }, seen);
  return ok({ source: access.value.server, kubelet, snapshot: whole });
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

interface Seen {
  readonly reader: Reader;
  readonly kubelet: Minor;
  readonly now: number;
  readonly pods: readonly Pod[];
}

async function withSecrets(snapshot: Snapshot, { reader, kubelet, now, pods }: Seen): Promise<Snapshot> {
  const rules = rulesOf(kubelet);
  const wanting = new Set(
    diagnose(snapshot, { rules })
      .filter(mayWantSecrets)
      .flatMap((verdict) => verdict.pods),
  );
  const asking = pods.filter(({ metadata }) => wanting.has(`${metadata.namespace}/${metadata.name}`));
  const { secrets, absent, elsewhere, notSeen } = await gatherPullSecrets(reader, asking);
  const facts = snapshotOfObjects(secrets, { now, origin: "cluster" }).secrets;
  const gone = absent.map((full) => ({ ...nameOf(full), absent: true as const }));
  return {
    ...snapshot,
    secrets: [...facts, ...gone, ...elsewhere.map(nameOf)],
    logins: loginsOf({ pods: asking, secrets, rules, now }),
    notSeen: [...(snapshot.notSeen ?? []), ...notSeen.map(notSeenText)],
  };
}

function nameOf(full: string): { readonly namespace: string; readonly name: string } {
  const [namespace = "", name = ""] = full.split("/");
  return { namespace, name };
}

function mayWantSecrets({ cause, alternatives }: Verdict): boolean {
  return [cause, ...alternatives.map((other) => other.cause)].some((id) => WANTS_SECRETS.test(id));
}

function notSeenText({ what, fault }: NotSeen): string {
  return `${what} (${fault.message.replace(/^Cannot read [^:]*: /, "")})`;
}
