import type { ApiServerOptions } from "../contract.ts";
import type { UserInfo } from "./user.ts";

const ISSUED = new WeakMap<object, Map<string, UserInfo>>();

/** Tokens of service accounts that this server has given out, and whose they are. */
export function issuedTokens({ store }: Pick<ApiServerOptions, "store">): Map<string, UserInfo> {
  const tokens = ISSUED.get(store) ?? new Map<string, UserInfo>();
  ISSUED.set(store, tokens);
  return tokens;
}
