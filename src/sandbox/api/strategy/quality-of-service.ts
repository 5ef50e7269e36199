import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../base/index.ts";

const COUNTED = ["cpu", "memory"] as const;

/** The class by which a node that runs out of memory chooses whom to end: from requests and limits of all containers. */
export function qualityOfService(spec: JsonObject): "Guaranteed" | "Burstable" | "BestEffort" {
  const containers = [...listAt(spec, "initContainers"), ...listAt(spec, "containers")];
  const resources = containers.map((container) => objectAt(container, "resources"));
  if (resources.every((own) => !asksFor(own["requests"]) && !asksFor(own["limits"]))) return "BestEffort";
  const guaranteed = resources.every((own) =>
    COUNTED.every((name) => {
      const limit = objectAt(own, "limits")[name];
      return limit !== undefined && objectAt(own, "requests")[name] === limit;
    }),
  );
  return guaranteed ? "Guaranteed" : "Burstable";
}

/** What is not positive is no wish, although it may be refused for what it is. */
function asksFor(list: unknown): boolean {
  return isJsonObject(list) && COUNTED.some((name) => isPositive(list[name]));
}

function isPositive(amount: unknown): boolean {
  if (typeof amount === "number") return amount > 0;
  return typeof amount === "string" && !amount.startsWith("-") && /[1-9]/.test(amount.replace(/[eE].*$/, ""));
}
