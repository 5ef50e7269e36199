import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../src/base/index.ts";

interface Answer {
  readonly code: number;
  readonly body: unknown;
}

/** What is made anew by every server: uids, versions, times, random parts of names. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/kube-api-access-[a-z0-9]{5}/g, "kube-api-access-*****"],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "UID"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "TIME"],
  [/"continue":"[A-Za-z0-9_-]+"/g, '"continue":"TOKEN"'],
  [/gen-[a-z0-9]{5}/g, "gen-*****"],
  [/(too old resource version: )\d+ \(\d+\)/g, "$1N"],
];
const DROPPED = ["resourceVersion", "uid", "creationTimestamp", "generation", "managedFields", "deletionTimestamp"];

/** An answer without what no request determines. */
export function comparableAnswer(answer: unknown, { path }: { readonly path: string }): Answer {
  const { code, body } = answer as Answer;
  return { code, body: plain(body, path) };
}

function plain(body: unknown, path: string): unknown {
  if (path.startsWith("/openapi")) return { isText: true };
  if (!isJsonObject(body)) return body;
  const kind = textAt(body, "kind") ?? "";
  if (kind === "Table") return columns(body);
  if (kind === "APIResourceList") return resources(body);
  if (kind === "APIVersions") return { kind, versions: body["versions"] };
  if (path === "/version") return { ...body, gitCommit: "", goVersion: "" };
  if (path === "/") return { paths: Object.keys(body) };
  let text = JSON.stringify(body, (key, value: unknown) =>
    DROPPED.includes(key) && key !== "kind" ? undefined : value,
  );
  for (const [pattern, word] of VARYING) text = text.replaceAll(pattern, word);
  return withoutHollow(JSON.parse(text));
}

/** Rows come from objects that the recording does not hold. */
function columns(table: JsonObject): unknown {
  return listAt(table, "columnDefinitions").map((column) => {
    const { name, type, format, priority } = objectAt(column);
    return { name, type, format, priority };
  });
}

/** The hash of the stored form is of the build. */
function resources({ groupVersion, resources: all }: JsonObject): unknown {
  const found = listAt({ all }, "all").map((one) => ({ ...objectAt(one), storageVersionHash: "" }));
  return { groupVersion, resources: found };
}

/** Absent and empty are one where protobuf is read. */
function withoutHollow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHollow);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutHollow(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => !isHollow(inner)));
}

function isHollow(value: unknown): boolean {
  if (value === null || value === "" || value === 0 || value === false) return true;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
