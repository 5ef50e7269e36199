import { listAt } from "../../../base/index.ts";
import type { Call } from "../step.ts";

/** Whether nothing is to be stored. */
export function isDryRun({ request }: Call): boolean {
  return request.query?.["dryRun"] === "All" || listAt(request.body, "dryRun").includes("All");
}
