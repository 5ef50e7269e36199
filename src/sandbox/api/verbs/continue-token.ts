import { base64, failed, isJsonObject, ok, type Outcome, utf8Bytes } from "../../../base/index.ts";
import { decodeBase64 } from "../../../credentials/index.ts";

/** Where a list that was cut goes on. */
export interface ContinueToken {
  /** The list's version; -1: whatever there is. */
  readonly version: number;
  /** Key behind which the rest begins: name, or namespace and name. */
  readonly after: string;
}

const VERSION = "meta.k8s.io/v1";
/** Behind a key: the least key that comes after it. */
const NEXT = "\u0000";

export function writeContinue({ version, after }: ContinueToken): string {
  const text = JSON.stringify({ v: VERSION, rv: version, start: `${after}${NEXT}` });
  return base64(utf8Bytes(text)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads what `writeContinue` wrote; the fault is the server's text. */
export function readContinue(text: string): Outcome<ContinueToken, string> {
  const bytes = decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"), "unpadded");
  if (!bytes.ok) return failed(`continue key is not valid: ${bytes.fault}`);
  const parsed = parse(bytes.value);
  if (!parsed.ok) return parsed;
  const { v = "", rv = 0, start = "" } = parsed.value;
  if (v !== VERSION) return failed(`continue key is not valid: server does not recognize this encoded version ${v}`);
  if (rv === 0)
    return failed("continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
  return ok({ version: rv, after: start.endsWith(NEXT) ? start.slice(0, -1) : start });
}

interface Written {
  readonly v?: string;
  readonly rv?: number;
  readonly start?: string;
}

function parse(text: string): Outcome<Written, string> {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return ok(value);
  } catch {
    // Falls through: the first character decides what is said.
  }
  const first = text[0] ?? "";
  return failed(`continue key is not valid: invalid character ${shown(first)} looking for beginning of value`);
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x7f ? `'${character}'` : `'\\u${code.toString(16).padStart(4, "0")}'`;
}
