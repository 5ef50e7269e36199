import type { JsonObject } from "../../../base/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { wide } from "./table.ts";
import type { Column } from "./table.ts";

export const CONTAINERS: readonly Column[] = [wide("Containers"), wide("Images")];
/** What `-o wide` shows of everything that makes pods. */
export const TEMPLATE: readonly Column[] = [...CONTAINERS, wide("Selector")];

/** Names and images of all containers; `spec` holds the pod template. */
export function templateCells(workload: JsonObject, ...spec: readonly string[]): readonly string[] {
  const containers = objectsAt(workload, ...spec, "template", "spec", "containers");
  return ["name", "image"].map((field) => containers.map((container) => stringAt(container, field)).join(","));
}
