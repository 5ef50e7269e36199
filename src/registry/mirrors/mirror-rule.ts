/** What stands in a registry's stead. */
export interface MirrorRule {
  /** Host of images, or `*`. */
  readonly registry: string;
  /** In the order in which they are asked. */
  readonly endpoints: readonly MirrorEndpoint[];
  /** Whether the registry itself is asked where no mirror has the image. */
  readonly upstream: boolean;
}

export interface MirrorEndpoint {
  /** `mirror.example:5000`. */
  readonly host: string;
  readonly plainHttp: boolean;
  /** Before the repository: `proxy/`, or empty. */
  readonly prefix: string;
}

/** The rule of a host, else that of all. */
export function mirrorsFor(host: string, rules: readonly MirrorRule[]): MirrorRule | undefined {
  return rules.find(({ registry }) => registry === host) ?? rules.find(({ registry }) => registry === "*");
}

/** `https://mirror.example/v2/proxy`, or `mirror.example/proxy`; undefined where it is no address. */
export function endpointOf(address: string, plainHttp = false): MirrorEndpoint | undefined {
  const full = address.includes("://") ? address : `https://${address}`;
  if (!URL.canParse(full)) return undefined;
  const { host, protocol, pathname } = new URL(full);
  const path = pathname.replace(/^\/v2(?=\/|$)/, "").replaceAll(/^\/+|\/+$/g, "");
  return { host, plainHttp: plainHttp || protocol === "http:", prefix: path === "" ? "" : `${path}/` };
}
