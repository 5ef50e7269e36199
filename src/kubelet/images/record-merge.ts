import type { ServiceAccountCoordinates } from "../../credentials/index.ts";
import type { ImagePullCredentials, SecretCoordinates } from "./contract.ts";

/**
 * What a record says of a repository after another successful pull; undefined where nothing is new. Open to all pods wins
 * over everything. Lists are sorted when they grow, not when they are first written.
 */
export function mergeCredentials(
  known: ImagePullCredentials | undefined,
  added: ImagePullCredentials,
): ImagePullCredentials | undefined {
  const { kubernetesSecrets: secrets = [], kubernetesServiceAccounts: accounts = [] } = added;
  if (known?.nodePodsAccessible) return undefined;
  if (added.nodePodsAccessible) return { nodePodsAccessible: true };
  if (secrets.length === 0 && accounts.length === 0) return undefined;
  if (known === undefined) return added;
  if (secrets.length > 0) {
    const merged = mergeSecrets(known.kubernetesSecrets ?? [], secrets);
    return merged && { ...known, kubernetesSecrets: merged };
  }
  const merged = mergeAccounts(known.kubernetesServiceAccounts ?? [], accounts);
  return merged && { ...known, kubernetesServiceAccounts: merged };
}

/** The newest hash per secret. */
function mergeSecrets(
  known: readonly SecretCoordinates[],
  added: readonly SecretCoordinates[],
): readonly SecretCoordinates[] | undefined {
  const unknown = added.filter(
    (secret) => !known.some((other) => isSame(secret, other) && secret.credentialHash === other.credentialHash),
  );
  if (unknown.length === 0) return undefined;
  const kept = known.filter((secret) => !unknown.some((other) => isSame(secret, other)));
  return [...kept, ...unknown].sort(byCoordinates);
}

function mergeAccounts(
  known: readonly ServiceAccountCoordinates[],
  added: readonly ServiceAccountCoordinates[],
): readonly ServiceAccountCoordinates[] | undefined {
  const unknown = added.filter((account) => !known.some((other) => isSame(account, other)));
  return unknown.length === 0 ? undefined : [...known, ...unknown].sort(byCoordinates);
}

/** Whether two secrets, or two service accounts, are one object of the cluster. */
export function isSame(one: ServiceAccountCoordinates, other: ServiceAccountCoordinates): boolean {
  return one.uid === other.uid && one.namespace === other.namespace && one.name === other.name;
}

function byCoordinates(one: ServiceAccountCoordinates, other: ServiceAccountCoordinates): number {
  return compare(one.namespace, other.namespace) || compare(one.name, other.name) || compare(one.uid, other.uid);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
