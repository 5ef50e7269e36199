import { listAt, textAt } from "../../base/index.ts";
import type { KubernetesObject, Pod, SecretObject } from "../../kinds/index.ts";
import { specPathOf, type Surroundings } from "../../remedy/index.ts";
import type { Situation } from "./contract.ts";

const NAMESPACE = "default";

/** What a fix of these pods may touch, as it is when the learner comes; `names` are `NAMESPACE/NAME`. */
export function surroundingsOf(
  { pods, workloads, secrets, accounts }: Situation,
  names: readonly string[],
): Surroundings {
  const own = pods.filter(({ metadata }) =>
    names.includes(`${metadata.namespace ?? NAMESPACE}/${metadata.name ?? ""}`),
  );
  const named = [
    ...new Set(own.flatMap(({ spec }) => (spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []))),
  ];
  const inOwn = secrets.filter(isOwn);
  const absent = named.filter((name) => !inOwn.some(({ metadata }) => metadata.name === name));
  const fromAccounts = own.some(({ spec }) => (spec.imagePullSecrets ?? []).length === 0)
    ? accounts.filter(isOwn).flatMap(pullSecretsOf)
    : [];
  const called = (all: readonly SecretObject[], list: readonly string[]): readonly SecretObject[] =>
    all.filter(({ metadata }) => list.includes(metadata.name ?? ""));
  return {
    pods: own,
    workloads: workloads
      .map(({ object }) => ({
        object,
        specPath: specPathOf(object.kind),
        pods: own.filter((pod) => isOf(pod, object)),
      }))
      .filter((workload) => workload.pods.length > 0),
    secrets: called(inOwn, named),
    absent,
    elsewhere: called(
      secrets.filter((secret) => !isOwn(secret)),
      absent,
    ),
    accounts: accounts.filter(isOwn).map((account) => ({
      namespace: NAMESPACE,
      name: account.metadata.name ?? "",
      pullSecrets: pullSecretsOf(account),
    })),
    accountSecrets: called(inOwn, fromAccounts),
    notSeen: [],
  };
}

function isOwn({ metadata }: KubernetesObject): boolean {
  return metadata.namespace === NAMESPACE;
}

function pullSecretsOf(account: KubernetesObject): readonly string[] {
  return listAt(account, "imagePullSecrets").flatMap((each) => textAt(each, "name") ?? []);
}

/** The pod itself, or one that is called as its Deployment's pods are. */
function isOf({ metadata: { name = "" } }: Pod, { kind, metadata }: KubernetesObject): boolean {
  return kind === "Pod" ? name === metadata.name : name.startsWith(`${metadata.name ?? ""}-`);
}
