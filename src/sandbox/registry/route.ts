/** What a request is about, read off its path. */
export type Route =
  | { readonly kind: "ping" }
  | { readonly kind: "manifest"; readonly repository: string; readonly reference: string }
  | { readonly kind: "blob"; readonly repository: string; readonly reference: string }
  | { readonly kind: "tags"; readonly repository: string }
  | { readonly kind: "uploads"; readonly repository: string }
  | { readonly kind: "upload"; readonly repository: string; readonly id: string }
  | { readonly kind: "referrers"; readonly repository: string; readonly reference: string }
  | { readonly kind: "invalid-name" }
  | { readonly kind: "unknown" };

const PATH = /^\/v2\/(.+)\/(?:(manifests|blobs|referrers)\/([^/]+)|(tags)\/list|blobs\/uploads\/([^/]*))$/;
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const KINDS = { manifests: "manifest", blobs: "blob", referrers: "referrers" } as const;
/** Answered by whom a route is for; anything else is 405. */
const METHODS: Readonly<Record<Exclude<Route["kind"], "invalid-name" | "unknown">, string>> = {
  ping: "GET, HEAD",
  manifest: "GET, HEAD, PUT, DELETE",
  blob: "GET, HEAD, DELETE",
  tags: "GET, HEAD",
  referrers: "GET, HEAD",
  uploads: "POST",
  upload: "GET, HEAD, PATCH, PUT, DELETE",
};

export function routeOf(pathname: string): Route {
  if (pathname === "/v2/" || pathname === "/v2") return { kind: "ping" };
  const match = PATH.exec(pathname);
  if (match === null) return { kind: "unknown" };
  const [, repository = "", collection, reference = "", tags, id = ""] = match;
  if (!NAME.test(repository)) return { kind: "invalid-name" };
  if (tags !== undefined) return { kind: "tags", repository };
  if (collection === "blobs" && reference === "uploads") return { kind: "uploads", repository };
  if (collection === undefined) return id === "" ? { kind: "uploads", repository } : { kind: "upload", repository, id };
  return { kind: KINDS[collection as keyof typeof KINDS], repository, reference: decodeReference(reference) };
}

/** The methods of a route, as an Allow header lists them. */
export function methodsOf(route: Route): string {
  return route.kind === "invalid-name" || route.kind === "unknown" ? "" : METHODS[route.kind];
}

/** Some clients escape the colon of a digest. */
function decodeReference(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
