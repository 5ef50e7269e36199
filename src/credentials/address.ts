import { parseGoUrl } from "./go-url.ts";

/** A registry key or a repository, taken apart for the comparison. One character a byte. */
export interface Address {
  /** The host without port, split at the dots. */
  readonly labels: readonly string[];
  /** Digits; `""` for none, which an empty one counts as. */
  readonly port: string;
  /** With its leading slash; `""` for none. */
  readonly path: string;
}

/** The usual address needs no unescaping: a repository as the grammar of references lets it through, or a key like it. */
const PLAIN = /^([A-Za-z0-9.*-]+)(?::([0-9]*))?(\/[A-Za-z0-9._~\-/]*)?$/;

/** Takes `host[:port][/path]` apart as Go does behind `https://`; undefined where it is no URL. */
export function parseAddress(text: string, strictHosts: boolean): Address | undefined {
  return plainAddress(text) ?? urlAddress(text, strictHosts);
}

/** The same without the rules of URLs, which do nothing to it; undefined where they may. */
export function plainAddress(text: string): Address | undefined {
  const plain = PLAIN.exec(text);
  if (plain === null) return undefined;
  const [, host = "", port = "", path = ""] = plain;
  return { labels: host.split("."), port, path };
}

function urlAddress(text: string, strictHosts: boolean): Address | undefined {
  const url = parseGoUrl(`https://${text}`, strictHosts);
  if (url === undefined) return undefined;
  const [host, port] = splitHostPort(url.host);
  return { labels: host.split("."), port, path: url.path };
}

/**
 * Go's `net.SplitHostPort`; where that fails the whole is the host. So `[::1]` keeps its brackets and `[::1]:80`
 * loses them.
 */
function splitHostPort(host: string): readonly [host: string, port: string] {
  const colon = host.lastIndexOf(":");
  if (colon === -1) return [host, ""];
  const bracketed = host.startsWith("[");
  if (bracketed && host.indexOf("]") !== colon - 1) return [host, ""];
  const name = bracketed ? host.slice(1, colon - 1) : host.slice(0, colon);
  if ((!bracketed && name.includes(":")) || /[[\]]/.test(name + host.slice(colon))) return [host, ""];
  return [name, host.slice(colon + 1)];
}
