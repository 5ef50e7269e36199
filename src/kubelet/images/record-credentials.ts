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

/** What a pod can show to prove that it may use an image; it has at most one service account. */
export interface Shown {
  readonly secrets: readonly SecretCoordinates[];
  readonly serviceAccount: ServiceAccountCoordinates | undefined;
}

/** The node's own credentials prove nothing for a pod. */
export function shownBy(credentials: readonly TrackedCredential[]): Shown {
  const secrets: SecretCoordinates[] = [];
  let serviceAccount: ServiceAccountCoordinates | undefined;
  for (const credential of credentials) {
    const { source } = credential;
    if (source.kind === "secret") secrets.push(secretCoordinates(credential, source));
    else if (source.kind === "plugin") serviceAccount ??= source.serviceAccount;
  }
  return { secrets, serviceAccount };
}

function secretCoordinates(
  credential: TrackedCredential,
  { uid, namespace, name }: { readonly uid: string; readonly namespace: string; readonly name: string },
): SecretCoordinates {
  return { uid, namespace, name, credentialHash: credentialHash(credential) };
}
