import { listAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";

/** Of the secrets that an account names, only the names are kept. */
export function withBareSecrets(account: KubernetesObject): KubernetesObject {
  const secrets = listAt(account, "secrets");
  if (secrets.length === 0) return account;
  return withFields(account, { secrets: secrets.map((secret) => ({ name: textAt(secret, "name") })) });
}
