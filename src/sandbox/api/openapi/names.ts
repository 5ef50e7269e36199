import { OWN_NAMES, PACKAGES } from "./packages.data.ts";

const PACKAGE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(PACKAGES).flatMap(([name, types]) => types.split(" ").map((type) => [type, name] as const)),
);

/** `io.k8s.api.core.v1.Pod` */
export function schemaName(type: string): string {
  return `${PACKAGE_OF.get(type) ?? "io.k8s.api.core.v1"}.${OWN_NAMES[type] ?? type}`;
}

/** Name of the schema of a custom resource: its group's parts backwards. */
export function customSchemaName(group: string, version: string, kind: string): string {
  return `${group.split(".").reverse().join(".")}.${version}.${kind}`;
}

export function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
