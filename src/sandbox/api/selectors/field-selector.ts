import { failed, goQuote, ok, type Outcome, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";

/** Whether an object is selected by its fields. */
export type FieldSelector = (object: KubernetesObject) => boolean;

/** Reads a field that may be selected; absent ones are the empty text. */
type Reader = (object: KubernetesObject) => string;

const COMMON: Readonly<Record<string, Reader>> = {
  "metadata.name": ({ metadata }) => metadata.name ?? "",
  "metadata.namespace": ({ metadata }) => metadata.namespace ?? "",
};

/** Fields beside name and namespace, by resource (`pkg/registry/core/*` strategies). */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  pods: {
    ...texts("spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName"),
    ...texts("status.phase", "status.podIP", "status.nominatedNodeName"),
    "spec.hostNetwork": (pod) => String(valueAt(pod, "spec", "hostNetwork") === true),
    // Served, but the value is never filled in.
    "status.podIPs": () => "",
  },
  events: {
    ...texts("involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid"),
    ...texts("involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath"),
    ...texts("reason", "reportingComponent", "type"),
    source: (event) => textAt(event, "source", "component") || (textAt(event, "reportingComponent") ?? ""),
  },
  secrets: texts("type"),
  namespaces: texts("status.phase"),
  nodes: { "spec.unschedulable": (node) => String(valueAt(node, "spec", "unschedulable") === true) },
};

function texts(...paths: readonly string[]): Record<string, Reader> {
  return Object.fromEntries(paths.map((path) => [path, (object) => textAt(object, ...path.split(".")) ?? ""]));
}

/** Reads `status.phase=Running,spec.nodeName!=a`; the fault is the server's text. */
export function parseFieldSelector(selector: string, resource: string): Outcome<FieldSelector, string> {
  const terms: FieldSelector[] = [];
  for (const term of selector.split(/(?<!\\)(?:\\\\)*,/)) {
    if (term === "" || term === "=" || term === "==") continue;
    const parsed = parseTerm(term, resource);
    if (!parsed.ok) return parsed;
    terms.push(parsed.value);
  }
  return ok((object) => terms.every((selects) => selects(object)));
}

function parseTerm(term: string, resource: string): Outcome<FieldSelector, string> {
  const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
  if (match === null) return failed(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, path = "", operator, escaped = ""] = match;
  const value = unescaped(escaped);
  if (!value.ok) return failed(`invalid field selector: ${value.fault}`);
  const read = COMMON[path] ?? FIELDS[resource]?.[path];
  if (read === undefined) return failed(unknownField(path, resource));
  return ok((object) => (read(object) === value.value) === (operator !== "!="));
}

function unknownField(path: string, resource: string): string {
  if (resource in FIELDS) return `field label not supported: ${path}`;
  const known = Object.keys(COMMON).map((name) => goQuote(name));
  return `${goQuote(path)} is not a known field selector: only ${known.join(", ")}`;
}

function unescaped(text: string): Outcome<string, string> {
  const wrong = /\\([^\\,=]|$)/.exec(text);
  if (wrong !== null) return failed(`invalid escape sequence: ${wrong[0]}`);
  const plain = text.replaceAll(/\\./g, "");
  const stray = /[,=]/.exec(plain);
  if (stray !== null) return failed(`unescaped character in value: ${stray[0].charCodeAt(0)}`);
  return ok(text.replaceAll(/\\(.)/g, "$1"));
}
