import { base64, utf8Bytes } from "../../base/index.ts";
import { type CredentialRow, explainCredentials } from "../../credentials/index.ts";
import { type KubernetesObject, type Minor, rulesOf, type SecretObject } from "../../kinds/index.ts";

/** What `credentials` has found; every format prints this. */
export interface CredentialsReport {
  readonly schema: "pullwhy.credentials/v1";
  readonly image: string;
  /** What keys are compared with: the completed name without tag and digest. */
  readonly repository: string;
  readonly kubelet: Minor;
  /** The pod's. */
  readonly namespace: string;
  /** How many logins are tried; without any the registry is asked anonymously. */
  readonly tried: number;
  readonly rows: readonly CredentialRow[];
}

export interface CredentialsQuestion {
  readonly image: string;
  readonly repository: string;
  readonly kubelet: Minor;
  readonly namespace?: string;
  readonly secrets: readonly SecretObject[];
}

const DEFAULT_NAMESPACE = "default";

export function credentialsReport(question: CredentialsQuestion): CredentialsReport {
  const { image, repository, kubelet } = question;
  const namespace = question.namespace ?? commonNamespace(question.secrets);
  const secrets = question.secrets.map((secret) => asStored(secret, namespace));
  const { credentials: rules } = rulesOf(kubelet);
  const rows = explainCredentials({ repository, namespace, secrets, rules });
  const tried = rows.filter(({ used }) => used).length;
  return { schema: "pullwhy.credentials/v1", image, repository, kubelet, namespace, tried, rows };
}

export function isSecret(object: KubernetesObject): object is SecretObject {
  return object.kind === "Secret" && object.apiVersion === "v1";
}

/** Where nobody says where the pod is, it is where its secrets are, if they are in one place. */
function commonNamespace(secrets: readonly SecretObject[]): string {
  const [first, ...others] = new Set(secrets.flatMap(({ metadata }) => metadata.namespace ?? []));
  return first !== undefined && others.length === 0 ? first : DEFAULT_NAMESPACE;
}

/** A secret as the API server keeps it: in a namespace, `stringData` moved into `data`. */
export function asStored(secret: SecretObject & { readonly stringData?: unknown }, namespace: string): SecretObject {
  const { stringData = {}, ...rest } = secret;
  const written = Object.entries(stringData as Readonly<Record<string, string>>);
  const data = Object.fromEntries(written.map(([key, text]) => [key, base64(utf8Bytes(text))]));
  return { ...rest, metadata: { namespace, ...secret.metadata }, data: { ...secret.data, ...data } };
}
