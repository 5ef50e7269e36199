import { API_RESOURCES, type ApiResource, qualifiedResource } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import { customTypes } from "./custom-types.ts";
import { type Subresource, SUBRESOURCES } from "./subresources.data.ts";

export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly priority: number;
}

/** A resource as this server serves it. */
export interface ServedType extends ApiResource {
  /** Under which the store holds its objects: the plural name; of a custom resource, the qualified one. */
  readonly key: string;
  readonly subresources: readonly Subresource[];
  /** The schema of a custom resource, which decodes and validates it. */
  readonly schema?: unknown;
  /** Columns that the definition of a custom resource names. */
  readonly columns?: readonly PrinterColumn[];
  /** Written as objects of another kind of the same key: `events.k8s.io/v1` beside `v1`. */
  readonly isView?: boolean;
}

const OWN: readonly ServedType[] = API_RESOURCES.map((type) => ({
  ...type,
  key: type.resource,
  subresources: SUBRESOURCES[qualifiedResource(type)] ?? [],
}));
const BY_KEY: ReadonlyMap<string, ServedType> = new Map(OWN.map((type) => [type.key, type]));
const EVENTS = BY_KEY.get("events");
/** The newer form of events is another view of the same objects. */
const VIEWS: readonly ServedType[] =
  EVENTS === undefined ? [] : [{ ...EVENTS, group: "events.k8s.io", version: "v1", isView: true }];
const BUILT_IN: readonly ServedType[] = [...OWN, ...VIEWS];
const BY_PLACE: ReadonlyMap<string, ServedType> = new Map(BUILT_IN.map((type) => [placeOf(type), type]));

/** Every resource that discovery tells of. */
export function servedTypes(store: Store): readonly ServedType[] {
  return [...BUILT_IN, ...customTypes(store)];
}

/** The resource whose objects the store holds under this key. */
export function typeByKey(store: Store, key: string): ServedType | undefined {
  return BY_KEY.get(key) ?? customTypes(store).find((type) => type.key === key);
}

export function typeAt(
  store: Store,
  place: Pick<ApiResource, "group" | "version" | "resource">,
): ServedType | undefined {
  return BY_PLACE.get(placeOf(place)) ?? customTypes(store).find((type) => placeOf(type) === placeOf(place));
}

function placeOf({ group, version, resource }: Pick<ApiResource, "group" | "version" | "resource">): string {
  return `${group}/${version}/${resource}`;
}
