import { bytesOf } from "./go-string.ts";
import { parseGoUrl } from "./go-url.ts";

const SCHEME = /^https?:\/\//;
const VERSION_PATH = /^\/v[12]\//;

/**
 * What the keyring files a registry key under: the host, with the path unless that is empty or a slash; a leading
 * `/v1/` or `/v2/` is cut to a slash. One character a byte; undefined where the key is no URL, which the kubelet
 * ignores with a log line.
 */
export function lookupKeyOf(key: string, strictHosts: boolean): string | undefined {
  const bytes = bytesOf(key);
  const url = parseGoUrl(SCHEME.test(bytes) ? bytes : `https://${bytes}`, strictHosts);
  if (url === undefined) return undefined;
  const path = VERSION_PATH.test(url.path) ? url.path.slice(3) : url.path;
  return path === "/" ? url.host : url.host + path;
}
