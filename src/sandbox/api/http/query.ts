/** The query of a URL as Go reads it: the first value of each name; pairs that cannot be read are left out. */
export function queryOf({ search }: URL): Readonly<Record<string, string>> {
  const pairs = search.replace(/^\?/, "").split("&");
  const known = pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(unescaped));
  const query: Record<string, string> = {};
  for (const [name, value = ""] of known) {
    if (name !== undefined && name !== "" && value !== BROKEN && !(name in query)) query[name] = value;
  }
  return query;
}

const BROKEN = "\u0000";

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return BROKEN;
  }
}
