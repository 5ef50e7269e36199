import { type Document, isMap, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";

import { isJsonObject } from "../base/index.ts";
import { type Blocked, blockedAt, endOf, isBlocked, nodeAt, pairOf, type Splice, startOf } from "./manifest-nodes.ts";
import type { TemplateEdit } from "./plan.ts";

/** One change in a text, or what prevents it. */
export type Edited = Splice | Blocked;

export interface PodTemplate {
  readonly text: string;
  readonly document: Document;
  readonly spec: YAMLMap;
}

/** What an edit means for one template; nothing where it is as wanted, or has nothing to do with it. */
export function fieldEdits(template: PodTemplate, edit: TemplateEdit): readonly Edited[] {
  if (edit.kind === "pull-secret") return attachEdits(template, edit.name);
  if (edit.kind === "node-selector") return selectorEdits(template, edit.labels);
  const containers = ["initContainers", "containers"].flatMap((list) => containersIn(template, list));
  return containers.flatMap((container) => {
    if (isBlocked(container)) return [container];
    return edit.kind === "image" ? imageEdits(template, container, edit) : policyEdits(template, container, edit.image);
  });
}

function containersIn({ spec, document }: PodTemplate, list: string): readonly (YAMLMap | Blocked)[] {
  const found = nodeAt(spec, [list], document);
  if (isBlocked(found)) return [found];
  if (!isSeq(found)) return [];
  return found.items.flatMap((item) => blockedAt(item, document) ?? (isMap(item) ? item : []));
}

const PLACEHOLDER = /\{\{|\$[({]/;

function imageEdits(
  { text, document }: PodTemplate,
  container: YAMLMap,
  edit: { readonly from: string; readonly to: string },
) {
  const value = nodeAt(container, ["image"], document);
  if (isBlocked(value)) return [value];
  if (isMap(value)) return [{ at: startOf(value), why: "the image comes from a placeholder of a template" }];
  if (!isScalar(value) || typeof value.value !== "string") return [];
  if (PLACEHOLDER.test(value.value))
    return [{ at: startOf(value), why: "the image comes from a placeholder of a template" }];
  return value.value === edit.from ? [scalarEdit(text, value, edit.to)] : [];
}

function policyEdits({ text, document }: PodTemplate, container: YAMLMap, image: string): readonly Edited[] {
  const value = nodeAt(container, ["imagePullPolicy"], document);
  const own = container.get("image");
  if (own !== image) return [];
  if (isBlocked(value)) return [value];
  return isScalar(value) && value.value === "Never" ? [scalarEdit(text, value, "IfNotPresent")] : [];
}

const PLAIN = /^[a-zA-Z][\w./@:-]*[\w]$/;

/** The new text in the quotes of the old one. */
function scalarEdit(text: string, node: Scalar, value: string): Edited {
  const start = startOf(node);
  const end = endOf(node);
  const written = text.slice(start, end);
  const [quote = ""] = written;
  if (quote === '"' || quote === "'") return { start, end, text: `${quote}${value}${quote}` };
  if (written !== node.value) return { at: start, why: "it is written over several lines, or with a tag or an anchor" };
  return { start, end, text: PLAIN.test(value) ? value : `"${value}"` };
}

function attachEdits(template: PodTemplate, name: string): readonly Edited[] {
  const { spec, document } = template;
  const list = nodeAt(spec, ["imagePullSecrets"], document);
  if (isBlocked(list)) return [list];
  if (isSeq(list)) return isNamed(list, name) ? [] : [itemEdit(template, list, name)];
  const pair = pairOf(spec, "imagePullSecrets");
  if (pair !== undefined) return [{ at: startOf(pair.key), why: "imagePullSecrets is no list" }];
  if (spec.flow === true) return [flowField(template, `"imagePullSecrets": [${flowItem(name)}]`)];
  return [blockField(template, (_, dash) => ["imagePullSecrets:", `${dash}- name: ${name}`])];
}

function isNamed(list: YAMLSeq, name: string): boolean {
  return (list.toJSON() as readonly unknown[]).some((item) => isJsonObject(item) && item["name"] === name);
}

function itemEdit({ text }: PodTemplate, list: YAMLSeq, name: string): Edited {
  const last = list.items.at(-1);
  if (list.flow === true) {
    const at = last === undefined ? startOf(list) + 1 : endOf(last);
    return insertion(at, `${last === undefined ? "" : ", "}${flowItem(name)}`);
  }
  return afterLine(text, endOf(list), [`${" ".repeat(columnOf(text, startOf(list)))}- name: ${name}`]);
}

/** Quoted, which is good YAML and good JSON. */
function flowItem(name: string): string {
  return `{"name": ${JSON.stringify(name)}}`;
}

function selectorEdits(template: PodTemplate, labels: Readonly<Record<string, string>>): readonly Edited[] {
  const { spec, document, text } = template;
  const entries = Object.entries(labels);
  const map = nodeAt(spec, ["nodeSelector"], document);
  if (isBlocked(map)) return [map];
  if (!isMap(map) || map.items.length === 0) {
    const pair = pairOf(spec, "nodeSelector");
    if (pair !== undefined) return [{ at: startOf(pair.key), why: "nodeSelector is empty, or no map" }];
    const flow = entries.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(", ");
    if (spec.flow === true) return [flowField(template, `"nodeSelector": {${flow}}`)];
    return [
      blockField(template, (step) => ["nodeSelector:", ...entries.map(([key, value]) => `${step}${key}: ${value}`)]),
    ];
  }
  const absent = entries.filter(([key]) => pairOf(map, key) === undefined);
  const changed = entries.flatMap(([key, value]) => {
    const own = nodeAt(map, [key], document);
    if (isBlocked(own)) return [own];
    return isScalar(own) && own.value !== value ? [scalarEdit(text, own, value)] : [];
  });
  return absent.length === 0 ? changed : [...changed, pairsEdit(text, map, absent)];
}

/** Before the first pair of a map. */
function pairsEdit(text: string, map: YAMLMap, pairs: readonly (readonly [key: string, value: string])[]): Edited {
  const at = startOf(map.items[0]?.key);
  if (map.flow === true)
    return insertion(at, pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}, `).join(""));
  const column = columnOf(text, at);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = pairs.map(([key, value]) => `${" ".repeat(column)}${key}: ${value}${eol}`);
  return insertion(at - column, lines.join(""));
}

/** Before the first field, as JSON writes it. */
function flowField({ text, spec }: PodTemplate, field: string): Edited {
  const [first] = spec.items;
  if (first === undefined) return { at: startOf(spec), why: "it is empty" };
  const key = startOf(first.key);
  const before = text.slice(startOf(spec) + 1, key);
  return insertion(key, `${field},${/^\s+$/.test(before) ? before : " "}`);
}

/** Behind the last field; `step` and `dash` indent a map and a list in it as the manifest does. */
function blockField({ text, spec }: PodTemplate, lines: (step: string, dash: string) => readonly string[]): Edited {
  const [first] = spec.items;
  if (first === undefined) return { at: startOf(spec), why: "it is empty" };
  const column = columnOf(text, startOf(first.key));
  const containers = pairOf(spec, "containers")?.value;
  const dash = isSeq(containers) && containers.flow !== true ? columnOf(text, startOf(containers)) : column;
  const indented = lines("  ", " ".repeat(dash - column)).map((line) => `${" ".repeat(column)}${line}`);
  return afterLine(text, endOf(spec), indented);
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

function afterLine(text: string, offset: number, lines: readonly string[]): Splice {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (text[offset - 1] === "\n") return insertion(offset, lines.map((line) => line + eol).join(""));
  const end = text.indexOf("\n", offset);
  if (end === -1) return insertion(text.length, lines.map((line) => eol + line).join(""));
  return insertion(end + 1, lines.map((line) => line + eol).join(""));
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}
