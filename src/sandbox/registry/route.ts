/** What a request is about, read off its path. */
export type Route =
  | { readonly kind: "ping" }
  | { readonly kind: "manifest" | "blob"; readonly repository: string; readonly reference: string }
  | { readonly kind: "tags"; readonly repository: string }
  | { readonly kind: "referrers"; readonly repository: string; readonly reference: string }
  | { readonly kind: "invalid-name" }
  | { readonly kind: "unknown" };

const PATH = /^\/v2\/(.+)\/(?:(manifests|blobs|referrers)\/([^/]+)|tags\/list)$/;
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const KINDS = { manifests: "manifest", blobs: "blob", referrers: "referrers" } as const;

export function routeOf(pathname: string): Route {
  if (pathname === "/v2/" || pathname === "/v2") return { kind: "ping" };
  const match = PATH.exec(pathname);
  if (match === null) return { kind: "unknown" };
  const [, repository = "", collection, reference = ""] = match;
  if (!NAME.test(repository)) return { kind: "invalid-name" };
  if (collection === undefined) return { kind: "tags", repository };
  return { kind: KINDS[collection as keyof typeof KINDS], repository, reference: decodeReference(reference) };
}

/** Some clients escape the colon of a digest. */
function decodeReference(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
