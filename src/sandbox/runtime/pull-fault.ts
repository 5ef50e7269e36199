import type { Descriptor } from "../../kinds/index.ts";
import type { ConnectResult } from "../registry/index.ts";

/** What went wrong in a pull: facts, in no runtime's words. The phases are those in which clients report. */
export type PullFault =
  /** The text is no image reference; `problem` is what the library for references says. */
  | { readonly kind: "name"; readonly problem: string }
  | { readonly kind: "ping"; readonly request: RequestFault }
  | { readonly kind: "resolve"; readonly request: RequestFault }
  /** Of several places that were asked none could say it: the mirrors, then the one that counts. */
  | {
      readonly kind: "mirrors";
      readonly mirrors: readonly PlaceFault[];
      readonly last: PlaceFault;
    }
  | { readonly kind: "copy"; readonly request: RequestFault; readonly content: Descriptor }
  /** The body ended early, was longer than told, or has another digest. */
  | { readonly kind: "short-read" | "size"; readonly content: Descriptor; readonly got: number }
  | { readonly kind: "digest"; readonly content: Descriptor; readonly got: string }
  /** No room for the content itself. */
  | { readonly kind: "ingest-full"; readonly content: Descriptor }
  /** The store takes nothing at all. */
  | { readonly kind: "read-only" | "no-inodes"; readonly content: Descriptor }
  /** A body made no progress for too long, and the pull was given up. */
  | { readonly kind: "interrupted" }
  | { readonly kind: "schema1" }
  /** The document is not what its media type says. */
  | { readonly kind: "manifest"; readonly content: Descriptor; readonly problem: ManifestProblem }
  /** What was resolved is neither manifest nor index. */
  | { readonly kind: "media-type"; readonly content: Descriptor }
  /** The index holds nothing for this node; `platform` is `os/architecture`. */
  | { readonly kind: "platform"; readonly content: Descriptor; readonly platform: string }
  /** Something that can be fetched and not unpacked: a Helm chart. */
  | { readonly kind: "artifact"; readonly config: Descriptor; readonly layer: Descriptor; readonly diffId: string }
  | { readonly kind: "extract"; readonly layer: Descriptor; readonly diffId: string; readonly problem: ExtractProblem }
  | { readonly kind: "diff-id"; readonly layer: Descriptor; readonly diffId: string; readonly got: string };

export interface PlaceFault {
  readonly host: string;
  /** `mirror.example/library/nginx:1.27` */
  readonly image: string;
  readonly repository: string;
  readonly fault: Extract<PullFault, { readonly kind: "ping" | "resolve" }>;
}

export type ManifestProblem = "not-json" | "index-found" | "manifest-found";

export type ExtractProblem =
  | { readonly kind: "no-decoder" | "no-tar" }
  | { readonly kind: "link"; readonly file: string; readonly target: string }
  | { readonly kind: "full"; readonly file: string };

/** Why a request to the registry gave nothing that can be used. */
export type RequestFault =
  | { readonly kind: "transport"; readonly transport: TransportFault }
  /** The token service gave no token; `anonymous` when it was asked without a login. */
  | { readonly kind: "token"; readonly anonymous: boolean; readonly problem: TokenProblem }
  /** The registry wants a Basic login and there is none; or it says why the token is not enough. */
  | { readonly kind: "no-credentials" }
  | { readonly kind: "denied"; readonly serverMessage: string }
  | { readonly kind: "not-found"; readonly answer: AnswerFacts }
  | { readonly kind: "status"; readonly answer: AnswerFacts };

export type TokenProblem =
  | { readonly kind: "transport"; readonly transport: TransportFault }
  | { readonly kind: "status"; readonly answer: AnswerFacts }
  | { readonly kind: "missing" }
  | { readonly kind: "not-json"; readonly first: string };

/** An answer with a status that is no success. */
export interface AnswerFacts {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly errors: readonly OciError[];
}

export interface OciError {
  readonly code: string;
  readonly message: string;
  readonly hasDetail: boolean;
}

/** No answer came. */
export interface TransportFault {
  readonly method: string;
  readonly url: string;
  readonly problem: TransportProblem;
}

export type TransportProblem =
  /** The connection ended before an answer; the client gave up; the client was sent on and on; what is no proxy was asked to be one. */
  | { readonly kind: "eof" | "canceled" | "redirects" | "no-proxy" }
  /** The proxy refuses to connect. */
  | { readonly kind: "proxy-status"; readonly status: number }
  /** The proxy cannot be reached. */
  | { readonly kind: "proxy-connect"; readonly problem: ConnectProblem }
  | ConnectProblem;

export interface ConnectProblem {
  readonly kind: "connect";
  readonly result: Exclude<ConnectResult, { readonly kind: "ok" }>;
  /** Name and `address:port` of the peer, `address:port` of this end, and the name server. */
  readonly host: string;
  readonly peer: string;
  readonly local: string;
  readonly resolver: string;
  /** ISO 8601, whole seconds. */
  readonly now: string;
}
