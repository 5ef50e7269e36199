import { failed, isJsonObject, type JsonObject, ok, type Outcome } from "../../../base/index.ts";
import { loadJsonpath } from "../../jsonpath/index.ts";

/** What `--for` names. */
export type Condition =
  | { readonly kind: "create" }
  | { readonly kind: "delete" }
  | { readonly kind: "condition"; readonly type: string; readonly status: string }
  | { readonly kind: "jsonpath"; readonly isMet: (object: JsonObject) => boolean };

/** The fault is what kubectl prints. */
export async function readCondition(wish: string): Promise<Outcome<Condition, string>> {
  const word = wish.toLowerCase();
  if (word === "create" || word === "delete") return ok({ kind: word });
  if (wish.startsWith("condition=")) {
    const [, type = "", status = "true"] = /^condition=([^=]*)(?:=(.*))?$/s.exec(wish) ?? [];
    return ok({ kind: "condition", type, status });
  }
  if (wish.startsWith("jsonpath=")) return readPath(wish.slice("jsonpath=".length));
  return failed(`unrecognized condition: ${JSON.stringify(wish)}`);
}

const FORM =
  "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'";

/** `{.status.phase}=Running`, or without a value: then it is enough that there is one. */
async function readPath(text: string): Promise<Outcome<Condition, string>> {
  const parts = text.split(/(?<!=)=(?!=)/);
  const [path = "", value] = parts;
  if (parts.length > 2) return failed(FORM);
  const wanted = value?.replaceAll(/^['"]+|['"]+$/g, "");
  if (wanted === "")
    return failed(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  const inner = /^\{?(?<path>[^{}]+)\}?$/.exec(path)?.groups?.["path"];
  if (inner === undefined)
    return failed(
      `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
    );
  const { jsonpathValues } = await loadJsonpath();
  return ok({
    kind: "jsonpath",
    isMet: (object) => isPrinted(jsonpathValues(inner, object), wanted),
  });
}

function isPrinted(found: readonly unknown[], wanted: string | undefined): boolean {
  if (found.length !== 1) return false;
  const [value] = found;
  if (wanted === undefined) return true;
  return !isJsonObject(value) && !Array.isArray(value) && String(value).trim() === wanted.trim();
}
