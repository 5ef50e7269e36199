import type { JsonpathTemplate } from "./template.ts";

/** What follows paths. */
export interface Jsonpath {
  readonly jsonpathValues: (path: string, json: object) => readonly unknown[];
  readonly printedJsonpath: (template: JsonpathTemplate, value: object) => string;
}

export function loadJsonpath(): Promise<Jsonpath> {
  return import("./jsonpath.ts");
}
