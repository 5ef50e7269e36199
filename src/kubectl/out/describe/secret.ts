import { type JsonObject, utf8Text } from "../../../base/index.ts";
import { sortedEntries, stringAt } from "../fields.ts";
import { bytesOf, headLines } from "./lines.ts";
import type { Lines } from "./view.ts";

/** `kubectl describe secret`: sizes instead of values, except for the token of a service account. */
export function describeSecret(secret: JsonObject): Lines {
  const type = stringAt(secret, "type");
  return [
    ...headLines(secret),
    "",
    `Type:\t${type}`,
    "",
    "Data",
    "====",
    ...sortedEntries(secret, "data").map(([key, value]) => {
      const isToken = key === "token" && type === "kubernetes.io/service-account-token";
      const bytes = bytesOf(value);
      return `${key}:\t${isToken ? (utf8Text(bytes) ?? "") : `${bytes.length} bytes`}`;
    }),
  ];
}
