/** What `WWW-Authenticate` asks for. */
export type Challenge =
  | { readonly scheme: "basic"; readonly realm: string }
  | {
      readonly scheme: "bearer";
      readonly realm: string;
      readonly service: string;
      readonly scopes: readonly string[];
      /** RFC 6750: what is wrong with the token that was sent. */
      readonly error: string;
    }
  | { readonly scheme: "unknown"; readonly name: string };

const NEXT = /^[\s,]*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|(?=[\s,]|$))/;

/**
 * All challenges of all header lines (RFC 9110, 11.6.1): several may stand in one line, parameters are quoted or not.
 * What cannot be read ends its line; what was read before it counts.
 */
export function parseChallenges(lines: readonly string[]): readonly Challenge[] {
  return lines.flatMap(challengesOf);
}

function challengesOf(line: string): readonly Challenge[] {
  const found: { readonly name: string; readonly parameters: Map<string, string> }[] = [];
  let rest = line;
  for (let match = NEXT.exec(rest); match !== null; match = NEXT.exec(rest)) {
    const [whole, name = "", quoted, bare] = match;
    const value = quoted?.replace(/\\(.)/g, "$1") ?? bare;
    if (value === undefined) found.push({ name, parameters: new Map() });
    else found.at(-1)?.parameters.set(name.toLowerCase(), value);
    rest = rest.slice(whole.length);
  }
  return found.map(({ name, parameters }) => challengeOf(name, parameters));
}

function challengeOf(name: string, parameters: ReadonlyMap<string, string>): Challenge {
  const get = (key: string): string => parameters.get(key) ?? "";
  switch (name.toLowerCase()) {
    case "basic":
      return { scheme: "basic", realm: get("realm") };
    case "bearer": {
      const scopes = get("scope")
        .split(" ")
        .filter((scope) => scope !== "");
      return { scheme: "bearer", realm: get("realm"), service: get("service"), scopes, error: get("error") };
    }
    default:
      return { scheme: "unknown", name };
  }
}
