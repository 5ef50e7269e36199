/** What `WWW-Authenticate` asks for, as far as image clients know it. */
export type Challenge =
  | { readonly scheme: "basic" }
  | {
      readonly scheme: "bearer";
      readonly realm: string;
      readonly service: string;
      readonly scopes: readonly string[];
      /** What the registry says against the token that was sent. */
      readonly error: string | undefined;
    };

const PARAMETER = /([a-z_]+)="([^"]*)"/gi;

export function parseChallenge(header: string | null): Challenge | undefined {
  const [, scheme = "", rest = ""] = /^(\w+)\s*(.*)$/s.exec(header ?? "") ?? [];
  if (scheme.toLowerCase() === "basic") return { scheme: "basic" };
  if (scheme.toLowerCase() !== "bearer") return undefined;
  const parameters = new Map([...rest.matchAll(PARAMETER)].map(([, name = "", value = ""]) => [name, value]));
  const scopes = (parameters.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  return {
    scheme: "bearer",
    realm: parameters.get("realm") ?? "",
    service: parameters.get("service") ?? "",
    scopes,
    error: parameters.get("error"),
  };
}
