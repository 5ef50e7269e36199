import type { PodFacts } from "../../kinds/index.ts";
import { AGE, secondsOf } from "./age.ts";
import type { Row } from "./rows.ts";

export const POD_HEADER: RegExp = /^\s*(?:NAMESPACE\s+)?NAME\s+READY\s+STATUS\s+RESTARTS/;

const POD = new RegExp(
  String.raw`^\s*(?:(?<namespace>[a-z0-9][a-z0-9-]*)\s+)?(?:pod\/)?(?<name>[a-z0-9][a-z0-9.-]*)\s+(?<ready>\d+\/\d+)\s+(?<status>[A-Z][\w:/]*)\s+(?<restarts>\d+)(?: \(${AGE} ago\))?\s+(?<age>${AGE})(?:\s+(?:[0-9a-f.:]+|<none>)\s+(?<node>[a-z0-9][\w.-]*|<none>).*)?$`,
);

/** The pod of a row of `kubectl get pods`, of the old and the wide form too. */
export function podOf({ line, text }: Row): PodFacts | undefined {
  if (!text.includes("/")) return undefined;
  const groups = POD.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { namespace, name = "", status = "", age = "", restarts, node } = groups;
  const ageSeconds = secondsOf(age);
  return {
    name,
    status,
    containers: [],
    lines: { from: line, to: line },
    ...(namespace !== undefined && { namespace }),
    ...(ageSeconds !== undefined && { ageSeconds }),
    ...(restarts !== undefined && { restarts: Number(restarts) }),
    ...(node !== undefined && node !== "<none>" && { node }),
  };
}
