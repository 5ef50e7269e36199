import { Secret } from "../../base/index.ts";
import { decodePullSecret, type KeyringEntry, makeKeyring, type TrackedCredential } from "../../credentials/index.ts";
import type { Pod, Rules, SecretObject } from "../../kinds/index.ts";
import { type ImageReference, parseImage } from "../../reference/index.ts";
import type { RegistryCredential } from "../../registry/index.ts";

/** One image as one asker. */
export interface Ask {
  /** As the pod spells it. */
  readonly image: string;
  readonly parsed: ImageReference;
  /** `NAMESPACE/NAME`. */
  readonly secret?: string;
  readonly credential?: RegistryCredential;
  /** The kubelet does not send it. */
  readonly unsent?: true;
  /** Host of another registry than the image's. */
  readonly elsewhere?: string;
}

export interface AskOptions {
  /** All pull secrets that could be read. */
  readonly secrets: readonly SecretObject[];
  readonly rules: Rules;
}

/** Who the kubelet asks as, in its order, and nobody; nothing where the image is no reference. */
export function asksOf(pod: Pod, image: string, { secrets, rules }: AskOptions): readonly Ask[] {
  const parsed = parseImage(image, rules.reference);
  if (!parsed.ok) return [];
  const keyring = makeKeyring({ secrets: secretsOf(pod, secrets), rules: rules.credentials });
  const logins = keyring.ok ? keyring.value.lookup(parsed.value.repository) : [];
  const asks = logins.map((login) => withLogin(login, { image, parsed: parsed.value }));
  return [{ image, parsed: parsed.value }, ...asks];
}

/** The logins for the same host, but another port or path, which the kubelet does not send. They go to no other host. */
export function unsentAsksOf(pod: Pod, image: string, { secrets, rules }: AskOptions): readonly Ask[] {
  const parsed = parseImage(image, rules.reference);
  if (!parsed.ok) return [];
  const host = nameOf(parsed.value.host);
  const entries = secretsOf(pod, secrets).flatMap((secret) => entriesOf(secret, rules));
  const same = entries.filter(({ key }) => nameOf(hostOfKey(key)) === host);
  return same.map(({ credential }) => ({ ...withLogin(credential, { image, parsed: parsed.value }), unsent: true }));
}

function secretsOf({ metadata, spec }: Pod, secrets: readonly SecretObject[]): readonly SecretObject[] {
  return (spec.imagePullSecrets ?? []).flatMap(
    ({ name }) =>
      secrets.find((own) => own.metadata.name === name && own.metadata.namespace === metadata.namespace) ?? [],
  );
}

function entriesOf(secret: SecretObject, { credentials }: Rules): readonly KeyringEntry[] {
  const decoded = decodePullSecret(secret, credentials);
  return decoded.kind === "entries" ? decoded.entries : [];
}

function withLogin(login: TrackedCredential, about: Pick<Ask, "image" | "parsed">): Ask {
  const { source, username, password } = login;
  const credential = { kind: "login", username: username.text, password: new Secret(password.reveal().text) } as const;
  return { ...about, credential, ...(source.kind === "secret" && { secret: `${source.namespace}/${source.name}` }) };
}

/** The keys of the logins that a pod names. */
export function keysOf(pod: Pod, { secrets, rules }: AskOptions): readonly string[] {
  return secretsOf(pod, secrets).flatMap((secret) => entriesOf(secret, rules).map(({ key }) => key));
}

export function hostOfKey(key: string): string {
  return (
    key
      .replace(/^[a-z]+:\/\//i, "")
      .split("/")[0]
      ?.replace(/^.*@/, "") ?? ""
  );
}

/** Without the port. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}
