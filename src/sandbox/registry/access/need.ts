import type { Route } from "../route.ts";

export type Action = "pull" | "push" | "delete";

/** What a request has to be allowed to do. */
export interface Need {
  readonly repository: string;
  readonly action: Action;
}

/** Who uploads pulls as well, as in Docker's registry: clients look first whether a blob is there. */
export function needsOf(route: Route, method: string): readonly Need[] {
  if (!("repository" in route)) return [];
  const { repository } = route;
  return actionsOf(route, method).map((action) => ({ repository, action }));
}

function actionsOf(route: Route, method: string): readonly Action[] {
  if (route.kind === "upload" || route.kind === "uploads") return ["pull", "push"];
  if (method === "DELETE") return ["delete"];
  return method === "PUT" || method === "POST" || method === "PATCH" ? ["pull", "push"] : ["pull"];
}
