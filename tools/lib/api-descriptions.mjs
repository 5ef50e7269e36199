import { globSync } from "tinyglobby";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";

import { inRoot } from "./root.mjs";

const COMMENT = String.raw`(?:\/\*\*\s*((?:(?!\*\/)[^])*?)\s*\*\/\s*)?`;
const TYPE = new RegExp(String.raw`${COMMENT}export (?:declare class|interface) (\w+)[^{]*\{([^]*?)^\}`, "gm");
const FIELD = new RegExp(String.raw`${COMMENT}^ {4}["']?([\w$-]+)["']?\??: `, "gm");

/** Types of one name in two groups have these prefixes in `src/kinds/schema.data.ts`. */
const PREFIXES = [
  [/^V1(?=HorizontalPodAutoscaler)/, "V1"],
  [/^CoreV1(?=ResourceClaim)/, "Container"],
  [/^(?:Core|Authentication|Rbac|Apiextensions)V1/, ""],
  [/^EventsV1/, "Events"],
  [/^DiscoveryV1/, "Discovery"],
  [/^AdmissionregistrationV1/, "Admission"],
  [/^ApiregistrationV1/, "Aggregated"],
  [/^FlowcontrolV1/, "Flow"],
  [/^StorageV1/, "CSI"],
  [/^(?:Resource)?V[12]/, ""],
];
/** The same, where a package tells groups by folder. */
const OF_GROUPS = {
  "admissionregistration/v1": ["Admission", /^(?:ServiceReference|WebhookClientConfig)$/],
  "autoscaling/v1": ["V1", /^HorizontalPodAutoscaler/],
  "core/v1": ["Container", /^ResourceClaim$/],
  "discovery/v1": ["Discovery", /^EndpointPort$/],
  "events/v1": ["Events", /^Event(?:Series)?$/],
  "flowcontrol/v1": ["Flow", /^Subject$/],
  "storage/v1": ["CSI", /^TokenRequest$/],
};

/**
 * `{"Container": {"": "A single …", "image": "Container image name …"}, …}`, gzipped: what `kubectl explain` says of each
 * type and field. The client library knows the newer words; the package of types keeps paragraphs, and knows fields that are types.
 */
export function apiDescriptions() {
  const [newer, older] = [fromClient(), fromTypes()];
  const types = [...new Set([...Object.keys(newer), ...Object.keys(older)])].sort();
  const merged = types.map((type) => [type, better(newer[type] ?? {}, older[type] ?? {})]);
  return gzipSync(JSON.stringify(Object.fromEntries(merged)), { level: 9 });
}

function better(newer, older) {
  const same = Object.entries(older).filter(([name, text]) => squeezed(text) === squeezed(newer[name] ?? text));
  return { ...older, ...newer, ...Object.fromEntries(same) };
}

function squeezed(text) {
  return text.replaceAll(/\s+/g, "");
}

function fromClient() {
  const files = globSync("node_modules/@kubernetes/client-node/dist/gen/models/*.d.ts", { cwd: inRoot(".") });
  const types = files.flatMap((path) => {
    const model = basename(path, ".d.ts");
    const found = PREFIXES.find(([pattern]) => pattern.test(model));
    if (found === undefined || /V\d(?:alpha|beta)/.test(model)) return [];
    const [{ fields }] = described(path);
    const names = jsonNames(path.replace(/\.d\.ts$/, ".js"));
    const renamed = Object.entries(fields).map(([name, text]) => [names.get(name) ?? name, text]);
    return [[model.replace(found[0], found[1]), Object.fromEntries(renamed)]];
  });
  return Object.fromEntries(types);
}

function fromTypes() {
  const files = globSync("node_modules/kubernetes-types/*/v[12].d.ts", { cwd: inRoot(".") });
  const types = files.flatMap((path) => {
    const [prefix, shared] = OF_GROUPS[/([^/]+\/v\d)\.d\.ts$/.exec(path)[1]] ?? ["", /./];
    return described(path).map(({ type, fields }) => [shared.test(type) ? `${prefix}${type}` : type, fields]);
  });
  return Object.fromEntries(types);
}

/** The types of a file with their sentences. */
function described(path) {
  const source = readFileSync(inRoot(path), "utf8");
  return [...source.matchAll(TYPE)].map(([, own, type, body]) => {
    const fields = [...body.matchAll(FIELD)].map(([, text, name]) => [name, text]);
    const told = [["", own], ...fields].filter(([, text]) => text !== undefined);
    return { type, fields: Object.fromEntries(told.map(([name, text]) => [name, plain(text)])) };
  });
}

/** Names that are no identifiers in JavaScript have others in the client library. */
function jsonNames(path) {
  const source = readFileSync(inRoot(path), "utf8");
  return new Map(
    [...source.matchAll(/"name": "([^"]+)",\s*"baseName": "([^"]+)"/g)].map(([, name, json]) => [name, json]),
  );
}

function plain(comment) {
  return comment
    .replace(/^\* ?/, "")
    .replaceAll(/\n\s*\* ?/g, "\n")
    .replaceAll(/\\(['"\\])/g, "$1");
}
