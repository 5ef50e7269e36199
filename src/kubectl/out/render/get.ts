import { objectOf } from "../metadata.ts";
import { tableOf } from "../table/table-of.ts";
import { tableText } from "../table/table-text.ts";
import type { Scene } from "./scene.ts";
import { printed, refused, type Shown } from "./shown.ts";
import { findTargets, missingText, type Target } from "./targets.ts";

/** `kubectl get`: a table for each type, apart by an empty line. */
export function renderGet(scene: Scene): Shown {
  const output = scene.arguments.text("output");
  if (output !== undefined && output !== "wide" && output !== "json")
    return refused(`output format ${output} is not shown here`);
  const found = findTargets(scene.words, scene);
  if (!found.ok) return found.fault;
  if (output === "json") return objectsJson(found.value);
  const answered = found.value.filter(({ objects, isList }) => isList || objects.length > 0);
  const withKind = new Set(answered.map(({ type }) => type)).size > 1;
  const tables = answered.map((target) => targetText(target, scene, withKind)).filter((text) => text !== "");
  const stdout = tables.join(scene.arguments.isOn("no-headers") ? "" : "\n");
  const missing = missingText(found.value);
  if (missing !== undefined) return { stdout, stderr: missing, exitCode: 1 };
  return printed(stdout, stdout === "" ? nothingFound(found.value, scene) : "");
}

/** One object that was named, else a list; keys in the order of the alphabet, as kubectl has them. */
function objectsJson(targets: readonly Target[]): Shown {
  const objects = targets.flatMap((target) => target.objects);
  const [only] = objects;
  const isOne = objects.length === 1 && only !== undefined && targets.every(({ isList }) => !isList);
  const shown = isOne ? only : { apiVersion: "v1", items: objects, kind: "List", metadata: { resourceVersion: "" } };
  const missing = missingText(targets);
  if (missing !== undefined && objects.length === 0) return { stdout: "", stderr: missing, exitCode: 1 };
  const stdout = `${JSON.stringify(sortedKeys(shown), undefined, 4)}\n`;
  return missing === undefined ? printed(stdout, "") : { stdout, stderr: missing, exitCode: 1 };
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sortedKeys(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function targetText({ type, objects }: Target, scene: Scene, withKind: boolean): string {
  const flags = scene.arguments;
  const table = tableOf(type.kind, objects.map(objectOf), { now: scene.now, rules: scene.serverRules });
  return tableText(table, {
    wide: flags.text("output") === "wide",
    noHeaders: flags.isOn("no-headers"),
    showLabels: flags.isOn("show-labels"),
    columnLabels: flags.list("label-columns"),
    withNamespace: scene.namespace === undefined && type.namespaced,
    ...(withKind ? { withKind: type.group === "" ? type.kind : `${type.kind}.${type.group}` } : {}),
  });
}

function nothingFound(targets: readonly Target[], { namespace }: Scene): string {
  const isInNamespace = namespace !== undefined && targets.every(({ type }) => type.namespaced);
  return isInNamespace ? `No resources found in ${namespace} namespace.\n` : "No resources found\n";
}
