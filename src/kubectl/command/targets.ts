import { failed, type JsonObject, objectAt, ok, type Outcome, textAt } from "../../base/index.ts";
import { type ApiResource, findResource, qualifiedResource } from "../../kinds/index.ts";
import { type Failure, saying } from "./failure.ts";
import type { Place } from "./server.ts";
import type { Session } from "./session.ts";

/** What a command line names: objects, or whole collections. */
export interface Targets {
  readonly places: readonly Place[];
  /** Arguments behind them, such as `c=image` or `key=value`. */
  readonly rest: readonly string[];
}

/** Reads `pod web`, `pod/web deploy/x`, `pods` and `pods,secrets` in front of the other arguments. */
export function readTargets(
  session: Session,
  isRest: (argument: string) => boolean = () => false,
): Outcome<Targets, Failure> {
  const at = session.args.findIndex(isRest);
  const named = at === -1 ? session.args : session.args.slice(0, at);
  const rest = at === -1 ? [] : session.args.slice(at);
  if (named.length === 0) return failed(saying("You must provide one or more resources by argument or filename."));
  const places = named[0]?.includes("/") === true ? slashed(session, named) : separate(session, named);
  return places.ok ? ok({ places: places.value, rest }) : places;
}

function slashed(session: Session, words: readonly string[]): Outcome<readonly Place[], Failure> {
  const places: Place[] = [];
  for (const word of words) {
    const [kind = "", name = "", ...more] = word.split("/");
    if (name === "" || more.length > 0) {
      return failed(
        saying(
          "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
        ),
      );
    }
    const type = typeOf(kind);
    if (!type.ok) return type;
    places.push(placeOf(session, type.value, name));
  }
  return ok(places);
}

function separate(session: Session, [kinds = "", ...names]: readonly string[]): Outcome<readonly Place[], Failure> {
  const places: Place[] = [];
  for (const kind of kinds.split(",")) {
    const type = typeOf(kind);
    if (!type.ok) return type;
    if (names.length === 0) places.push(placeOf(session, type.value));
    places.push(...names.map((name) => placeOf(session, type.value, name)));
  }
  return ok(places);
}

function typeOf(word: string): Outcome<ApiResource, Failure> {
  const type = findResource(word);
  return type === undefined
    ? failed(saying(`the server doesn't have a resource type ${JSON.stringify(word)}`))
    : ok(type);
}

export function placeOf(session: Pick<Session, "namespace">, type: ApiResource, name?: string): Place {
  const namespace = type.namespaced ? session.namespace : "";
  return name === undefined ? { type, namespace } : { type, namespace, name };
}

/** The objects that the targets name or select; a collection without `-l` or `--all` is refused, unless the type alone `takesAll`. */
export async function fetchTargets(
  session: Session,
  places: readonly Place[],
  takesAll = false,
): Promise<Outcome<readonly Found[], Failure>> {
  const found: Found[] = [];
  for (const place of places) {
    const answer =
      place.name === undefined ? await fetchMany(session, place, takesAll) : await session.server.get(place);
    if (!answer.ok) return answer;
    const objects = "length" in answer.value ? (answer.value as readonly JsonObject[]) : [answer.value];
    found.push(...objects.map((object) => foundAt(place, object)));
  }
  return ok(found);
}

export interface Found {
  readonly place: Place & { readonly name: string };
  readonly object: JsonObject;
}

export function foundAt({ type, namespace }: Place, object: JsonObject): Found {
  const metadata = objectAt(object, "metadata");
  const own = textAt(metadata, "namespace") ?? namespace;
  return { place: { type, namespace: own, name: textAt(metadata, "name") ?? "" }, object };
}

async function fetchMany(
  session: Session,
  place: Place,
  takesAll: boolean,
): Promise<Outcome<readonly JsonObject[], Failure>> {
  const { flags, server } = session;
  const labelSelector = flags.text("selector");
  const fieldSelector = flags.text("field-selector");
  if (labelSelector === undefined && fieldSelector === undefined && !takesAll && !flags.isOn("all")) {
    return failed(saying("resource(s) were provided, but no name was specified"));
  }
  return server.list(place, { labelSelector, fieldSelector });
}

/** `pod/web`, `deployment.apps/web`: how kubectl names what it has done something to. */
export function displayName({ type, name }: Place): string {
  return `${displayType(type)}/${name ?? ""}`;
}

export function displayType(type: ApiResource): string {
  return qualifiedResource({ group: type.group, resource: type.singular });
}
