import type { Catalog } from "../catalog.ts";
import type { Content } from "../content/index.ts";
import type { Route } from "../route.ts";
import type { Uploads } from "../uploads.ts";

/** A request of one kind, with what was read of it. */
export interface Call<R extends Route = Route> {
  readonly route: R;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Empty where there is none; undefined where it is larger than the registry takes. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** What the reference of the route leads to. */
  readonly content: Content | undefined;
}

/** What calls read and change. */
export interface Store {
  readonly catalog: Catalog;
  readonly uploads: Uploads;
  /** Whether who calls may pull from this repository. */
  readonly mayRead: (repository: string) => boolean;
}

export type CallOf<K extends Route["kind"]> = Call<Extract<Route, { readonly kind: K }>>;
