import { listAt, ok, textAt, valueAt } from "../../../base/index.ts";
import type { AdmissionData, KubernetesObject } from "../../../kinds/index.ts";
import type { Call, Draft, Step } from "../step.ts";
import { forbid, type Plugin } from "./plugin.ts";
import { specOf, withSpec } from "./pod-fields.ts";
import { withToken } from "./token-volume.ts";

const NAME = "ServiceAccount";
const ENFORCE = "kubernetes.io/enforce-mountable-secrets";

/**
 * Gives a new pod its account, the account's token, and (only where the pod lists none at all) the account's pull
 * secrets. Pods that exist are never touched (plugin/pkg/admission/serviceaccount).
 */
export const SERVICE_ACCOUNT: Plugin = {
  name: NAME,
  isDefault: true,
  admit: (call, draft, old) => {
    const applies = call.type.key === "pods" && old === undefined;
    return applies ? withAccount(call, draft) : ok(draft);
  },
};

function withAccount(call: Call, draft: Draft): Step<Draft> {
  const { server, request } = call;
  const spec = specOf(draft.object);
  const name = textAt(spec, "serviceAccountName") ?? "default";
  const account = server.store.get("serviceaccounts", request.namespace, name);
  if (account === undefined) {
    const looked = `error looking up service account ${request.namespace}/${name}`;
    return forbid(call, draft, `${looked}: serviceaccount "${name}" not found`);
  }
  const named = withSpec(draft.object, { ...spec, serviceAccountName: name, serviceAccount: name });
  const mounted = mountsToken(account, named) ? withToken(named, server.random) : named;
  const result = withPullSecrets({ object: mounted, notes: draft.notes }, account);
  const stranger = strangeSecret(result.object, account);
  return stranger === undefined ? ok(result) : forbid(call, draft, stranger);
}

/** The pod's word counts before the account's. */
function mountsToken(account: KubernetesObject, pod: KubernetesObject): boolean {
  const wish = specOf(pod)["automountServiceAccountToken"] ?? valueAt(account, "automountServiceAccountToken");
  return wish !== false;
}

function withPullSecrets({ object, notes }: Draft, account: KubernetesObject): Draft {
  const spec = specOf(object);
  const secrets = listAt(account, "imagePullSecrets");
  if (listAt(spec, "imagePullSecrets").length > 0 || secrets.length === 0) return { object, notes };
  const value = secrets.map((secret) => textAt(secret, "name") ?? "").join(", ");
  const note: AdmissionData = { plugin: NAME, path: "spec.imagePullSecrets", value };
  return { object: withSpec(object, { ...spec, imagePullSecrets: secrets }), notes: [...notes, note] };
}

/** An account may insist that its pods name only secrets that it names itself. */
function strangeSecret(pod: KubernetesObject, account: KubernetesObject): string | undefined {
  if (!["1", "t", "T", "true", "TRUE", "True"].includes(account.metadata.annotations?.[ENFORCE] ?? ""))
    return undefined;
  const own = listAt(account, "imagePullSecrets").map((secret) => textAt(secret, "name"));
  const named = listAt(specOf(pod), "imagePullSecrets").map((secret) => textAt(secret, "name"));
  const index = named.findIndex((name) => !own.includes(name));
  if (index === -1) return undefined;
  const what = `imagePullSecrets[${index}].name="${named[index] ?? ""}"`;
  return `${what} is not allowed because service account ${account.metadata.name ?? ""} does not reference that imagePullSecret`;
}
