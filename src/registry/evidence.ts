import type { CertificateFacts, Instant, Phases, TransportFault } from "../base/index.ts";

/** One request, and what came of it. Holds no credential, no token, no signature of a redirect. */
export interface Evidence {
  readonly probe: Probe;
  readonly at: Instant;
  readonly method: "GET" | "HEAD" | "POST";
  /** Without the query where it may carry a signature: after a redirect. */
  readonly url: string;
  readonly as: Identity;
  readonly result: EvidenceResult;
}

export type Probe = "ping" | "token" | "manifest" | "config" | "blob" | "tags" | "referrers" | "repositories";

/** How a request said who asks. `identity-token`: the refresh token of an OAuth2 login. */
export type Identity = "anonymous" | "basic" | "bearer" | "identity-token";

export type EvidenceResult =
  | ({ readonly kind: "answer" } & AnswerFacts)
  | { readonly kind: "fault"; readonly fault: TransportFault }
  | { readonly kind: "not-sent"; readonly why: NotSent };

export interface AnswerFacts {
  readonly status: number;
  readonly address: string;
  readonly proxy?: string;
  readonly phases: Phases;
  readonly chain: readonly CertificateFacts[];
  /** Those of `TOLD_HEADERS` that were there. */
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly RegistryError[];
  /** The beginning of an answer that is no error document. */
  readonly text?: string;
}

/** An entry of the distribution specification's error list, or of what a registry sends in its stead. */
export interface RegistryError {
  readonly code: string;
  readonly message: string;
}

/** Why a request was not sent. */
export type NotSent =
  | "host-not-allowed"
  | "realm-not-allowed"
  | "realm-malformed"
  | "credential-over-plain-http"
  | "redirect-to-plain-http"
  | "redirect-malformed"
  /** The registry wrote into it what it was shown. */
  | "redirect-shows-credential"
  | "too-many-redirects"
  | "request-budget"
  | "retry-later";
