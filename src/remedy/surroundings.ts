import { failed, ok, type Outcome } from "../base/index.ts";
import {
  type ClusterFault,
  gatherAccounts,
  gatherPullSecrets,
  type NotSeen,
  readList,
  readObject,
  type Reader,
  typeOf,
} from "../cluster/index.ts";
import type { AccountFacts, KubernetesObject, OwnerReference, Pod, SecretObject } from "../kinds/index.ts";
import { type Managed, managedBy } from "./managed.ts";
import { undoKeeperOf } from "./secret-keeper.ts";
import { undoOf } from "./undo.ts";

/** Everything that a fix of some pods may touch, as it is now. */
export interface Surroundings {
  readonly pods: readonly Pod[];
  readonly workloads: readonly Workload[];
  /** Named by the pods, and there. */
  readonly secrets: readonly SecretObject[];
  /** Names in the pods' namespace that are named and not there. */
  readonly absent: readonly string[];
  /** In other namespaces, called as an absent one. */
  readonly elsewhere: readonly SecretObject[];
  readonly accounts: readonly AccountFacts[];
  /** Named by the accounts of pods that name none. */
  readonly accountSecrets: readonly SecretObject[];
  /** Secrets in which is kept what those were before a fix. */
  readonly keepers?: readonly SecretObject[];
  readonly notSeen: readonly NotSeen[];
  /** Where pods may run; absent where nobody has looked. */
  readonly nodes?: readonly KubernetesObject[];
}

/** Where pods come from: the object whose text makes them, or the pod alone. */
export interface Workload {
  readonly object: KubernetesObject;
  /** Members that lead to the pods' spec. */
  readonly specPath: readonly string[];
  readonly pods: readonly Pod[];
  readonly managed?: Managed;
  /** Of a CronJob the runs that the pods belong to. */
  readonly jobs?: readonly Workload[];
}

const SPEC_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  Job: ["spec", "template", "spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
};
const TEMPLATE = ["spec", "template", "spec"];

/** Members that lead to the pods' spec. */
export function specPathOf(kind: string): readonly string[] {
  return SPEC_PATHS[kind] ?? TEMPLATE;
}

const OWNERS: Readonly<Record<string, string>> = {
  ReplicaSet: "replicasets",
  Deployment: "deployments",
  StatefulSet: "statefulsets",
  DaemonSet: "daemonsets",
  Job: "jobs",
  CronJob: "cronjobs",
};

/** `names` are `NAMESPACE/NAME` of pods, all of one namespace. Nodes are looked at only where that is `wanted`. */
export async function lookAround(
  reader: Reader,
  names: readonly string[],
  wanted: { readonly nodes?: boolean } = {},
): Promise<Outcome<Surroundings, ClusterFault>> {
  const pods: Pod[] = [];
  for (const name of names) {
    const pod = await readPod(reader, name);
    if (pod.ok) pods.push(pod.value);
    else if (pod.fault.code !== "CLUSTER_NOT_FOUND") return pod;
  }
  const workloads = await workloadsOf(reader, pods);
  if (!workloads.ok) return workloads;
  const named = await gatherPullSecrets(reader, pods);
  const { accounts, notSeen } = await gatherAccounts(reader, pods);
  const elsewhere = await secretsAt(reader, named.elsewhere);
  const late = pods.some(({ spec }) => (spec.imagePullSecrets ?? []).length === 0);
  const fromAccounts = late
    ? accounts.flatMap(({ namespace, pullSecrets }) => pullSecrets.map((name) => `${namespace}/${name}`))
    : [];
  const keepers = named.secrets.filter((secret) => undoOf(secret)?.kept === true).map(undoKeeperOf);
  const nodes = wanted.nodes === true ? await readList(reader, { type: typeOf("nodes") }) : undefined;
  const unseen = nodes?.ok === false ? [{ what: "nodes", fault: nodes.fault }] : [];
  return ok({
    pods,
    workloads: workloads.value,
    secrets: named.secrets,
    absent: named.absent.map((full) => full.split("/")[1] ?? ""),
    elsewhere,
    accounts,
    keepers: await secretsAt(
      reader,
      keepers.map(({ namespace, name }) => `${namespace}/${name}`),
    ),
    accountSecrets: await secretsAt(reader, fromAccounts),
    notSeen: [...named.notSeen, ...notSeen, ...unseen],
    ...(nodes?.ok === true && { nodes: nodes.value }),
  });
}

async function readPod(reader: Reader, full: string): Promise<Outcome<Pod, ClusterFault>> {
  const [namespace = "default", name = ""] = full.split("/");
  const read = await readObject(reader, { type: typeOf("pods"), namespace }, name);
  return read.ok ? ok(read.value as Pod) : read;
}

async function secretsAt(reader: Reader, names: readonly string[]): Promise<readonly SecretObject[]> {
  const found: SecretObject[] = [];
  for (const full of new Set(names)) {
    const [namespace = "", name = ""] = full.split("/");
    const read = await readObject(reader, { type: typeOf("secrets"), namespace }, name);
    if (read.ok) found.push(read.value);
  }
  return found;
}

async function workloadsOf(reader: Reader, pods: readonly Pod[]): Promise<Outcome<readonly Workload[], ClusterFault>> {
  const made: (readonly [pod: Pod, owners: readonly KubernetesObject[]])[] = [];
  for (const pod of pods) {
    const owners = await ownersOf(reader, pod);
    if (!owners.ok) return owners;
    made.push([pod, owners.value]);
  }
  const jobs = made.flatMap(([pod, owners]) => owners.slice(0, -1).map((owner) => [pod, owner] as const));
  const ofJobs = grouped(jobs.filter(([, { kind }]) => kind === "Job"));
  const tops = grouped(made.flatMap(([pod, owners]) => owners.slice(-1).map((owner) => [pod, owner] as const)));
  return ok(tops.map((top) => (top.object.kind === "CronJob" ? { ...top, jobs: runsOf(top, ofJobs) } : top)));
}

function runsOf({ object }: Workload, jobs: readonly Workload[]): readonly Workload[] {
  return jobs.filter((job) => ownerOf(job.object)?.uid === object.metadata.uid);
}

function grouped(pairs: readonly (readonly [pod: Pod, owner: KubernetesObject])[]): readonly Workload[] {
  const byUid = new Map<string, Workload>();
  for (const [pod, owner] of pairs) {
    const key = owner.metadata.uid ?? "";
    byUid.set(key, workloadOf(owner, [...(byUid.get(key)?.pods ?? []), pod]));
  }
  return [...byUid.values()];
}

function workloadOf(object: KubernetesObject, pods: readonly Pod[]): Workload {
  const managed = managedBy(object);
  const specPath = specPathOf(object.kind);
  return { object, specPath, pods, ...(managed !== undefined && { managed }) };
}

/** As far up as the kinds are Kubernetes' own, the top last; the object alone where nobody owns it. */
async function ownersOf(
  reader: Reader,
  object: KubernetesObject,
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const owner = ownerOf(object);
  const resource = owner === undefined ? undefined : OWNERS[owner.kind];
  if (owner === undefined || resource === undefined) return ok([object]);
  const { namespace } = object.metadata;
  const read = await readObject(reader, { type: typeOf(resource), namespace }, owner.name);
  if (!read.ok) return failed(read.fault);
  const above = await ownersOf(reader, read.value);
  return above.ok && above.value[0] !== read.value ? ok([read.value, ...above.value]) : above;
}

function ownerOf({ metadata: { ownerReferences = [] } }: KubernetesObject): OwnerReference | undefined {
  return ownerReferences.find(({ controller }) => controller === true);
}
