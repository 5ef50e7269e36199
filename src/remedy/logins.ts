import { Secret } from "../base/index.ts";
import { decodePullSecret, type KeyringEntry, makeKeyring } from "../credentials/index.ts";
import type { Rules, SecretObject } from "../kinds/index.ts";
import type { ImageReference } from "../reference/index.ts";
import type { Surroundings } from "./surroundings.ts";

/** A login that could open the image, and where it is. */
export interface Login {
  /** `used`: the kubelet sends it; the others it does not, as they are. */
  readonly place: "used" | "other-key" | "wrong-type" | "elsewhere" | "account" | "given";
  /** `NAMESPACE/NAME`; absent for one that was given. */
  readonly secret?: string;
  readonly key: string;
  readonly username: string;
  readonly password: Secret;
}

export type GivenLogin = Pick<Login, "username" | "password">;

/** Every login that is at hand for the image. One that is filed under another host is not: it was not meant for this one. */
export function loginsFor(
  image: ImageReference,
  { secrets, elsewhere, accountSecrets }: Surroundings,
  { given, rules }: { readonly given: GivenLogin | undefined; readonly rules: Rules },
): readonly Login[] {
  const lenient = { ...rules.credentials, requireType: false };
  const ofSecret = (secret: SecretObject): readonly Login[] => {
    const read = decodePullSecret(secret, rules.credentials);
    if (read.kind === "ignored") return matching([secret], "wrong-type", { image, rules: lenient });
    const used = matching([secret], "used", { image, rules: rules.credentials });
    if (used.length > 0 || read.kind === "undecodable") return used;
    return read.entries
      .filter((entry) => isSameHost(entry, image))
      .map((entry) => loginOf(entry.credential, "other-key"));
  };
  return [
    ...secrets.flatMap(ofSecret),
    ...elsewhere.flatMap((secret) => matching([secret], "elsewhere", { image, rules: rules.credentials })),
    ...accountSecrets.flatMap((secret) => matching([secret], "account", { image, rules: rules.credentials })),
    ...(given === undefined ? [] : [{ place: "given" as const, key: image.host, ...given }]),
  ];
}

/** The login of a pull secret that the kubelet sends first for the image. */
export function loginIn(secret: SecretObject, image: ImageReference, rules: Rules): GivenLogin | undefined {
  const found = matching([secret], "given", { image, rules: rules.credentials });
  const first = found.find(({ username }) => username !== "");
  return first && { username: first.username, password: first.password };
}

/** User names under which clouds hand out tokens, and how long those live. */
const SHORT_LIVED: readonly (readonly [username: RegExp, life: string])[] = [
  [/^AWS$/, "12 hours"],
  [/^(?:oauth2accesstoken|_dcgcr_\S*|_dcgcloud_token)$/, "1 hour"],
  [/^00000000-0000-0000-0000-000000000000$/, "3 hours"],
];

/** Undefined for a login that stays. */
export function lifeOf({ username }: GivenLogin): string | undefined {
  return SHORT_LIVED.find(([pattern]) => pattern.test(username))?.[1];
}

interface Matching {
  readonly image: ImageReference;
  readonly rules: Rules["credentials"];
}

function matching(
  secrets: readonly SecretObject[],
  place: Login["place"],
  { image, rules }: Matching,
): readonly Login[] {
  const keyring = makeKeyring({ secrets, rules });
  const found = keyring.ok ? keyring.value.lookup(image.repository) : [];
  return found.map((credential) => loginOf(credential, place));
}

function loginOf({ source, username, password }: KeyringEntry["credential"], place: Login["place"]): Login {
  const secret = source.kind === "secret" ? { secret: `${source.namespace}/${source.name}` } : {};
  return { place, ...secret, key: source.key, username: username.text, password: new Secret(password.reveal().text) };
}

/** The same machine, whatever the port and the path. */
function isSameHost({ address }: KeyringEntry, { host }: ImageReference): boolean {
  return address !== undefined && address.labels.join(".") === host.replace(/:\d+$/, "");
}
