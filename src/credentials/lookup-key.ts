import { type Address, parseAddress, plainAddress } from "./address.ts";
import { bytesOf } from "./go-string.ts";
import { parseGoUrl } from "./go-url.ts";

const SCHEME = /^https?:\/\//;
const VERSION_PATH = /^\/v[12]\//;

/** Under what the keyring files a registry key. */
export interface Filing {
  /**
   * The host, with the path unless that is empty or a slash; a leading `/v1/` or `/v2/` is cut to a slash. One character a
   * byte.
   */
  readonly lookupKey: string;
  /** The look-up key taken apart; absent where it cannot be parsed again and so matches nothing. */
  readonly address?: Address;
}

/** Undefined where the key is no URL, which the kubelet ignores with a log line. */
export function filingOf(key: string, strictHosts: boolean): Filing | undefined {
  const bytes = bytesOf(key);
  const rest = SCHEME.test(bytes) ? bytes.slice(bytes.indexOf("//") + 2) : bytes;
  const plain = plainAddress(rest);
  if (plain !== undefined) {
    const path = cutPath(plain.path);
    const host = rest.slice(0, rest.length - plain.path.length);
    return { lookupKey: host + path, address: { ...plain, path } };
  }
  const url = parseGoUrl(`https://${rest}`, strictHosts);
  if (url === undefined) return undefined;
  const lookupKey = url.host + cutPath(url.path);
  const address = parseAddress(lookupKey, strictHosts);
  return address === undefined ? { lookupKey } : { lookupKey, address };
}

function cutPath(path: string): string {
  const cut = VERSION_PATH.test(path) ? path.slice(3) : path;
  return cut === "/" ? "" : cut;
}
