import { API_RESOURCES, type ApiResource, qualifiedResource, type Rules } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import { AUTOSCALER_VIEW } from "../views/autoscaler-view.ts";
import { EVENT_VIEW } from "../views/event-view.ts";
import type { View } from "../views/view.ts";
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
  /** Another form of the objects that the key holds: `events.k8s.io/v1` beside `v1`. */
  readonly view?: View;
}

const OWN: readonly ServedType[] = API_RESOURCES.map((type) => ({
  ...type,
  key: type.resource,
  subresources: SUBRESOURCES[qualifiedResource(type)] ?? [],
}));
const BY_KEY: ReadonlyMap<string, ServedType> = new Map(OWN.map((type) => [type.key, type]));
/** Other forms of objects that are stored in one. */
const VIEWS: readonly ServedType[] = [
  ...viewOf("events", EVENT_VIEW),
  ...viewOf("horizontalpodautoscalers", AUTOSCALER_VIEW),
];
const BUILT_IN: readonly ServedType[] = [...OWN, ...VIEWS];
const BY_PLACE: ReadonlyMap<string, ServedType> = new Map(BUILT_IN.map((type) => [placeOf(type), type]));

function viewOf(key: string, view: View): readonly ServedType[] {
  const type = BY_KEY.get(key);
  const [group = "", version = ""] = view.apiVersion.split("/");
  return type === undefined ? [] : [{ ...type, group, version, view }];
}

/** Every resource that discovery tells of. */
export function servedTypes(store: Store): readonly ServedType[] {
  return [...BUILT_IN, ...customTypes(store)];
}

/** Whether a server of this minor has the resource. */
export function isServed({ since = 0 }: ServedType, { minor }: Rules): boolean {
  return Number(minor.split(".")[1]) >= since;
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
