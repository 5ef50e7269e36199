import type { Instant, TransportFault } from "../base/index.ts";
import type { Descriptor } from "../kinds/index.ts";
import type { Evidence, Identity, NotSent, RegistryError } from "./evidence.ts";

export interface RegistryReport {
  readonly answer: RegistryAnswer;
  /** In the order in which it was asked; what is remembered from an earlier question is there too. */
  readonly evidence: readonly Evidence[];
  /** What is left of an allowance, where the registry says so. */
  readonly allowance?: Allowance;
}

/** What a registry answers to one credential about one image. `errors` are the registry's own words. */
export type RegistryAnswer =
  | Found
  | NotFound
  | (Refusal & { readonly kind: "wants-login"; readonly scheme: "basic" | "bearer" | "unknown" })
  | (Refusal & { readonly kind: "login-refused"; readonly by: "registry" | "token-service"; readonly expired: boolean })
  | (Refusal & { readonly kind: "forbidden"; readonly scope: string; readonly because: ForbiddenBecause })
  | RateLimited
  | { readonly kind: "platform-missing"; readonly digest: string; readonly has: readonly string[] }
  /** The manifest is there, something that it names is not. */
  | { readonly kind: "blob-missing"; readonly digest: string; readonly missing: readonly string[] }
  /** What was sent does not have the digest that it was asked by, or that it names itself. */
  | { readonly kind: "corrupt"; readonly wanted: string; readonly got: string }
  | {
      readonly kind: "server-error";
      readonly role: Role;
      readonly host: string;
      readonly status: number;
      readonly errors: readonly RegistryError[];
    }
  | {
      readonly kind: "not-a-registry";
      readonly role: Role;
      readonly host: string;
      readonly status: number;
      readonly looks: Looks;
    }
  | { readonly kind: "unreachable"; readonly role: Role; readonly host: string; readonly fault: TransportFault }
  /** The client's own policy or budget; says nothing about the registry. */
  | { readonly kind: "not-asked"; readonly role: Role; readonly host: string; readonly why: NotSent };

export type Role = "registry" | "token-service" | "blob-store";

/** `https-server`: plain HTTP was sent to a port that wants TLS. */
export type Looks = "html" | "https-server" | "json" | "other";

export interface Found {
  readonly kind: "found";
  readonly as: Identity;
  readonly digest: string;
  readonly mediaType: string;
  /** `linux/arm64`; absent where nobody asked, since a manifest's platform costs a pull. */
  readonly platforms?: readonly string[];
  /** Of an image manifest that was read. */
  readonly configMediaType?: string;
  readonly layers?: readonly Descriptor[];
  readonly referrers?: readonly Referrer[];
}

export interface Referrer {
  readonly digest: string;
  readonly mediaType: string;
  readonly artifactType: string;
}

export interface NotFound {
  readonly kind: "not-found";
  /** `unknown` where the registry's words fit more than one. */
  readonly what: "tag" | "digest" | "repository" | "unknown";
  readonly code: string;
  readonly errors: readonly RegistryError[];
  /** For a missing tag: those that are spelled alike, the nearest first. */
  readonly nearTags?: readonly string[];
  /** How many tags were read, and whether these are all. */
  readonly tags?: { readonly read: number; readonly complete: boolean };
}

export interface Refusal {
  readonly host: string;
  readonly status: number;
  readonly errors: readonly RegistryError[];
  /** This registry answers the same for a name that does not exist. */
  readonly mayNotExist: boolean;
}

/** `policy`: the image is withheld (scan, signature); `address`: the client's address is not welcome. */
export type ForbiddenBecause = "scope" | "policy" | "address" | "unknown";

export interface RateLimited {
  readonly kind: "rate-limited";
  readonly host: string;
  /** `throttle`: too many requests just now; `allowance`: what an account or address may pull is used up. */
  readonly limit: "allowance" | "throttle" | "unknown";
  readonly source: "account" | "ip" | "unknown";
  readonly allowance?: Allowance;
  readonly retryAfter?: Instant;
  readonly errors: readonly RegistryError[];
}

export interface Allowance {
  readonly limit?: number;
  readonly remaining?: number;
  /** Seconds that the limit is for. */
  readonly window?: number;
  readonly resets?: Instant;
  /** Whose it is: an IP address, or an account's id. */
  readonly source?: string;
}
