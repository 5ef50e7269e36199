import type { RegistryFault } from "../../kinds/index.ts";
import { answer, type Answer } from "./answer.ts";
import { isDigest } from "./digest.ts";
import type { Route } from "./route.ts";

export type RedirectFault = Extract<RegistryFault, { readonly kind: "redirect" }>;

export interface Redirect {
  readonly fault: RedirectFault;
  readonly route: Route;
  readonly url: URL;
}

/** What a redirect makes of the answer that the registry would give; refusals and answers to pushes stay. */
export function redirected(good: Answer, { fault, route, url }: Redirect): Answer {
  if (good.status >= 300 || good.body.length === 0) return good;
  const { pathname, search } = url;
  const path = route.kind === "blob" && fault.to !== undefined ? `/${route.reference}` : `${pathname}${search}`;
  return answer(307, { location: fault.to === undefined ? path : `https://${fault.to}${path}` });
}

/** The digest that a redirect of a blob leads to. */
export function redirectedDigest(pathname: string): string | undefined {
  const digest = pathname.slice(1);
  return isDigest(digest) ? digest : undefined;
}
