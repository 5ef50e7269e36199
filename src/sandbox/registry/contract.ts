import type { Client } from "./faults.ts";
import type { RegistryResponse } from "./whole-response.ts";
import type { Clock } from "../../base/index.ts";
import type { RegistryChange, RegistryWorld } from "../../kinds/index.ts";

/**
 * The OCI distribution API of one host over its world. What goes wrong before HTTP (names, connections, TLS) is
 * asked through `connect`, everything else is Request → Response.
 */
export interface Registry {
  readonly host: string;
  /** IPv4 address that the host name stands for. */
  readonly address: string;
  /** How an attempt to connect ends now, for this repository. */
  connect(repository: string, client?: Client): ConnectResult;
  /**
   * Never rejects. A connection that breaks before an answer is `Response.error()`; one that breaks later is a body
   * that errors. `signal` ends the waiting of an answer or body that hangs.
   */
  fetch(request: Request, signal?: AbortSignal): Promise<Response>;
  /** The same for those who read the answer in this process. */
  answer(request: Request, signal?: AbortSignal): Promise<RegistryResponse>;
  change(change: RegistryChange): void;
  /** The registry as it is now, as a world that starts now; undefined where only a token service is. */
  now(): RegistryWorld | undefined;
}

export type ConnectResult =
  | { readonly kind: "ok" }
  | { readonly kind: "dns-nxdomain" | "dns-servfail" | "dns-timeout" }
  | { readonly kind: "connection-refused" | "connection-timeout" | "connection-reset" | "no-route" }
  | { readonly kind: "plain-http" | "tls-unknown-authority" | "tls-silent" | "not-tls" }
  | { readonly kind: "tls-expired"; readonly since: string }
  | { readonly kind: "tls-not-yet-valid"; readonly from: string }
  | { readonly kind: "tls-wrong-name"; readonly names: readonly string[] }
  | { readonly kind: "tls-alert"; readonly alert: string };

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

export interface NetworkOptions {
  readonly registries: readonly RegistryWorld[];
  readonly clock: Clock;
  /** The instant of t = 0. */
  readonly start: number;
}
