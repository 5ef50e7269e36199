import type { Clock } from "../../base/index.ts";
import type { RegistryChange, RegistryWorld } from "../../kinds/index.ts";

/**
 * The OCI distribution pull API of one host over its world. What goes wrong before HTTP (names, connections, TLS) is
 * asked through `connect`, everything else is Request → Response.
 */
export interface Registry {
  readonly host: string;
  /** How an attempt to connect ends now, for this repository. */
  connect(repository: string): ConnectResult;
  fetch(request: Request): Promise<Response>;
  change(change: RegistryChange): void;
}

export type ConnectResult =
  | { readonly kind: "ok" }
  | { readonly kind: "dns-nxdomain" | "dns-servfail" | "dns-timeout" }
  | { readonly kind: "connection-refused" | "connection-timeout" | "connection-reset" | "no-route" }
  | { readonly kind: "plain-http" | "tls-unknown-authority" }
  | { readonly kind: "tls-expired"; readonly since: string }
  | { readonly kind: "tls-wrong-name"; readonly names: readonly string[] };

export interface RegistryOptions {
  readonly world: RegistryWorld;
  readonly clock: Clock;
  /** The instant of t = 0. */
  readonly start: number;
}

/** All registries of a world by host, token services included; a host that is not there does not resolve. */
export interface Network {
  registry(host: string): Registry | undefined;
}
