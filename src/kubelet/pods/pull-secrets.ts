import type { Pod, Rules, SecretObject } from "../../kinds/index.ts";
import type { KubeletApi } from "../ports.ts";

/** The pod's pull secrets that could be read, in order, and the names of those that could not. */
export interface PullSecrets {
  readonly secrets: readonly SecretObject[];
  readonly missing: readonly string[];
}

const NONE: PullSecrets = { secrets: [], missing: [] };

/** Reads the pod's pull secrets from its own namespace; empty names are skipped in silence (`getPullSecretsForPod`). */
export function readPullSecrets(pod: Pod, api: KubeletApi, rules: Rules): PullSecrets {
  const names = namesOf(pod, api, rules);
  if (names.length === 0) return NONE;
  const { namespace = "" } = pod.metadata;
  const secrets: SecretObject[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const secret = api.secret(namespace, name);
    if (secret === undefined) missing.push(name);
    else secrets.push(secret);
  }
  return { secrets, missing };
}

export function missingSecretsText(missing: readonly string[]): string {
  return `Unable to retrieve some image pull secrets (${missing.join(", ")}); attempting to pull the image may not succeed.`;
}

/** Real kubelets look at the pod alone: its service account's secrets were copied into it when it was created. */
function namesOf({ metadata, spec }: Pod, api: KubeletApi, { admission }: Rules): readonly string[] {
  const own = spec.imagePullSecrets?.flatMap(({ name }) => name || []) ?? NONE.missing;
  if (own.length > 0 || admission.serviceAccountSecrets === "at-creation") return own;
  return api.serviceAccountSecrets?.(metadata.namespace ?? "", spec.serviceAccountName ?? "default") ?? [];
}
