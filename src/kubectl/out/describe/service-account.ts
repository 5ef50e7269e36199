import type { JsonObject } from "../../../base/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { listKind, nameOf, namespaceOf, uidOf } from "../metadata.ts";
import { eventLines, eventsAbout } from "./events.ts";
import { headLines } from "./lines.ts";
import type { Lines, View } from "./view.ts";

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const OWNER_NAME = "kubernetes.io/service-account.name";
const OWNER_UID = "kubernetes.io/service-account.uid";

/** `kubectl describe serviceaccount`. */
export function describeServiceAccount(account: JsonObject, view: View): Lines {
  const secrets = listKind(view.objects, "Secret", namespaceOf(account));
  const pull = namesIn(account, "imagePullSecrets");
  const lists = view.rules.describeAccountSecrets
    ? accountSecrets(account, secrets)
    : [columnOf("Image pull secrets:", pull)];
  return [...headLines(account), ...lists.flat(), ...eventLines(eventsAbout(account, view), view)];
}

function namesIn(account: JsonObject, list: string): Lines {
  return objectsAt(account, list).map((reference) => stringAt(reference, "name"));
}

/** The three lists of old; what they name and is not there is marked. */
function accountSecrets(account: JsonObject, secrets: readonly JsonObject[]): readonly Lines[] {
  const pull = namesIn(account, "imagePullSecrets");
  const mounted = namesIn(account, "secrets");
  const existing = new Set(secrets.map(nameOf));
  const missing = new Set([...pull, ...mounted].filter((name) => !existing.has(name)));
  const tokens = secrets.filter((secret) => isTokenOf(secret, account)).map(nameOf);
  const marked = (names: Lines): Lines => names.map((name) => (missing.has(name) ? `${name} (not found)` : name));
  return [
    columnOf("Image pull secrets:", marked(pull)),
    columnOf("Mountable secrets: ", marked(mounted)),
    columnOf("Tokens:            ", marked(tokens)),
  ];
}

function isTokenOf(secret: JsonObject, account: JsonObject): boolean {
  return (
    stringAt(secret, "type") === TOKEN_TYPE &&
    stringAt(secret, "metadata", "annotations", OWNER_NAME) === nameOf(account) &&
    stringAt(secret, "metadata", "annotations", OWNER_UID) === uidOf(account)
  );
}

function columnOf(title: string, names: Lines): Lines {
  const [first = "<none>", ...rest] = names;
  return [`${title}\t${first}`, ...rest.map((name) => `${" ".repeat(title.length)}\t${name}`)];
}
