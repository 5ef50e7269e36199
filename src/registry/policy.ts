/** Whom a client may ask, what it may send there, and how much of it. Hosts are as in images: `registry.example:5000`. */
export interface RegistryPolicy {
  /** Hosts of images that may be asked. */
  readonly hosts: readonly string[];
  /** Token services that may be sent credentials although nothing shows that they belong to the registry. */
  readonly realms: readonly string[];
  /** Hosts that are asked over plain HTTP, credentials included. */
  readonly plainHttp: readonly string[];
  /** Hosts at private or loopback addresses that a redirect may lead to. */
  readonly redirects: readonly string[];
  readonly limits: RegistryLimits;
}

export interface RegistryLimits {
  /** Requests to one host over the whole life of a session. */
  readonly requestsPerHost: number;
  /** Requests to one host at the same time. */
  readonly concurrentPerHost: number;
  /** Milliseconds that a `Retry-After` may ask for so that it is waited for; otherwise the host is left alone. */
  readonly longestWait: number;
  readonly redirects: number;
  readonly tagPages: number;
  /** Blobs of an image that are asked for. */
  readonly blobs: number;
  /** Bytes of a manifest, an index, a config or a page of tags. */
  readonly documentBytes: number;
}

export const DEFAULT_LIMITS: RegistryLimits = {
  requestsPerHost: 60,
  concurrentPerHost: 2,
  longestWait: 2_000,
  redirects: 5,
  tagPages: 10,
  blobs: 64,
  documentBytes: 4 * 1024 * 1024,
};
