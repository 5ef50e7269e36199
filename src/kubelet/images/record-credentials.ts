import { credentialHash, type ServiceAccountCoordinates, type TrackedCredential } from "../../credentials/index.ts";
import type { ImagePullCredentials, SecretCoordinates } from "./contract.ts";

/** What a record keeps of the credential that a pull succeeded with; none, or the node's own, opens the image to all pods. */
export function recordedCredentials(credential: TrackedCredential | undefined): ImagePullCredentials {
  const source = credential?.source;
  if (credential !== undefined && source?.kind === "secret") {
    return { kubernetesSecrets: [secretCoordinates(credential, source)] };
  }
  const account = source?.kind === "plugin" ? source.serviceAccount : undefined;
  return account === undefined ? { nodePodsAccessible: true } : { kubernetesServiceAccounts: [account] };
}

/** The secrets among the credentials that a pod can show. */
export function shownSecrets(credentials: readonly TrackedCredential[]): readonly SecretCoordinates[] {
  return credentials.flatMap((credential) =>
    credential.source.kind === "secret" ? [secretCoordinates(credential, credential.source)] : [],
  );
}

/** The service account that a pod can show; a pod has at most one. */
export function shownServiceAccount(credentials: readonly TrackedCredential[]): ServiceAccountCoordinates | undefined {
  for (const { source } of credentials) {
    if (source.kind === "plugin" && source.serviceAccount !== undefined) return source.serviceAccount;
  }
  return undefined;
}

function secretCoordinates(
  credential: TrackedCredential,
  { uid, namespace, name }: { readonly uid: string; readonly namespace: string; readonly name: string },
): SecretCoordinates {
  return { uid, namespace, name, credentialHash: credentialHash(credential) };
}
