/** Host (with port) and path of a URL, unescaped; one character a byte. */
export interface GoUrl {
  readonly host: string;
  readonly path: string;
}

const CONTROL = /[^ -~\x80-\xff]/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const ESCAPE = /%([0-9A-Fa-f]{2})/g;
const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const PORT = /^(?::[0-9]*)?$/;
/** What may stand in a host as it is; `%` only for `%25` and for bytes beyond ASCII. */
const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\x80-\xff]|%25|%[89A-Fa-f][0-9A-Fa-f])*$/;
const ZONE_CHARACTER = /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>" ]$/;
const IPV6 = /^[0-9A-Fa-f:.]+$/;

/**
 * Reads an `http://` or `https://` URL, one character a byte, as Go's net/url does; undefined where that gives an
 * error.
 *
 * `URL` cannot serve: it lowers hosts, resolves `..`, refuses `*` and other characters that Go keeps. With
 * `strictHosts` a host has one colon at most (GODEBUG urlstrictcolons, on from Go 1.26).
 */
export function parseGoUrl(url: string, strictHosts: boolean): GoUrl | undefined {
  const [main, fragment] = cut(url, "#");
  if (CONTROL.test(main) || BAD_ESCAPE.test(fragment)) return undefined;
  const [beforeQuery] = cut(main, "?");
  const rest = beforeQuery.slice(beforeQuery.indexOf("//") + 2);
  const slash = rest.indexOf("/");
  const authority = slash === -1 ? rest : rest.slice(0, slash);
  const path = slash === -1 ? "" : rest.slice(slash);
  const host = parseAuthority(authority, strictHosts);
  return host === undefined || BAD_ESCAPE.test(path) ? undefined : { host, path: unescaped(path) };
}

function parseAuthority(authority: string, strictHosts: boolean): string | undefined {
  const at = authority.lastIndexOf("@");
  const userInfo = authority.slice(0, Math.max(at, 0));
  if (!USER_INFO.test(userInfo) || BAD_ESCAPE.test(userInfo)) return undefined;
  return parseHost(authority.slice(at + 1), strictHosts);
}

function parseHost(host: string, strictHosts: boolean): string | undefined {
  const bracket = host.lastIndexOf("[");
  if (bracket > 0) return undefined;
  if (bracket === 0) return parseIpLiteral(host);
  const colon = strictHosts ? host.indexOf(":") : host.lastIndexOf(":");
  if (colon !== -1 && !PORT.test(host.slice(colon))) return undefined;
  return HOST.test(host) ? unescaped(host) : undefined;
}

function parseIpLiteral(host: string): string | undefined {
  const close = host.lastIndexOf("]");
  const port = host.slice(close + 1);
  if (close === -1 || !PORT.test(port)) return undefined;
  const inner = host.slice(1, close);
  const percent = inner.indexOf("%25");
  const address = percent === -1 ? inner : inner.slice(0, percent);
  const zone = percent === -1 ? "" : unescapeZone(inner.slice(percent));
  if (zone === undefined || zone === "%" || !isIpv6(address)) return undefined;
  return `[${address}${zone}]${port}`;
}

function isIpv6(text: string): boolean {
  return IPV6.test(text) && URL.canParse(`http://[${text}]/`);
}

/**
 * `%25` and what follows it; characters that a host may not hold may not come by an escape either, but for the blank.
 */
function unescapeZone(zone: string): string | undefined {
  if (BAD_ESCAPE.test(zone)) return undefined;
  const escapes = [...zone.matchAll(ESCAPE)].every(([escape, hex = ""]) => escape === "%25" || isZoneByte(hex));
  const others = HOST.test(zone.replace(ESCAPE, ""));
  return escapes && others ? unescaped(zone) : undefined;
}

function isZoneByte(hex: string): boolean {
  return ZONE_CHARACTER.test(byte(hex));
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, hex: string) => byte(hex));
}

function byte(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function cut(text: string, separator: string): readonly [before: string, after: string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
