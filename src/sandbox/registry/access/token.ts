import { base64, binaryBytes, utf8Bytes, utf8Text } from "../../../base/index.ts";

/** What a token allows, as in the distribution project's token specification. */
export interface TokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
  readonly access: readonly TokenAccess[];
}

export interface TokenAccess {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

const HEADER = encode({ typ: "JWT", alg: "none" });

/** A JSON Web Token without signature: a sandbox has nothing to protect, and the same claims give the same text. */
export function writeToken(claims: TokenClaims): string {
  return `${HEADER}.${encode(claims)}.`;
}

/** The claims of a token that `writeToken` made; undefined for anything else. */
export function readToken(token: string): TokenClaims | undefined {
  const [header, payload = "", signature] = token.split(".");
  if (header !== HEADER || signature !== "") return undefined;
  try {
    const text = utf8Text(binaryBytes(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))));
    return JSON.parse(text ?? "") as TokenClaims;
  } catch {
    return undefined;
  }
}

/** Reads scopes such as `repository:team/web:pull,push`; several may stand in one text. */
export function readScopes(texts: readonly string[]): readonly TokenAccess[] {
  const scopes = texts.flatMap((text) => text.split(" ")).filter((text) => text !== "");
  return scopes.map((scope) => {
    const [type = "", ...rest] = scope.split(":");
    const actions = rest.pop() ?? "";
    return { type, name: rest.join(":"), actions: actions.split(",") };
  });
}

function encode(value: unknown): string {
  return base64(utf8Bytes(JSON.stringify(value)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}
