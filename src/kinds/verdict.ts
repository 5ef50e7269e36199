import type { Lines } from "./snapshot.ts";

/** What a diagnosis says: one cause for one or more pods, with what it stands on and what would overturn it. */
export interface Verdict {
  /** Id of a leaf (`tag-not-found`) or near miss (`nm-crash-loop`) of the taxonomy; `unknown` where what was seen does not tell. */
  readonly cause: string;
  readonly family: string;
  /** What is special about it, where that changes the fix: `service-account-late`, `public-image`. */
  readonly variant?: string;
  /** One sentence about these pods. */
  readonly summary: string;
  readonly nature: "transient" | "permanent" | "needs-human";
  readonly confidence: "certain" | "likely" | "possible";
  /** `NAMESPACE/NAME`, or the name alone where the namespace was not seen. */
  readonly pods: readonly string[];
  /** What the pods belong to, each once: `Deployment/web` of namespace shop is `shop/Deployment/web`. */
  readonly owners?: readonly string[];
  readonly image?: string;
  /** The image was asked about by itself, without pods. */
  readonly alone?: true;
  /** What the pods show: `ImagePullBackOff`. */
  readonly status?: string;
  /** Seconds since the failure was first seen. */
  readonly since?: number;
  /** Pulls that failed, as far as events count them; the most of any pod. */
  readonly attempts?: number;
  readonly evidence: readonly Evidence[];
  /** Other causes that fit, the likeliest first, each with what would decide. */
  readonly alternatives: readonly Alternative[];
  readonly next?: NextTry;
  readonly fix: readonly string[];
  /** Who can do it. */
  readonly fixer: "author" | "cluster-admin" | "registry-owner" | "nobody";
}

export interface Evidence {
  readonly origin: "event" | "status" | "message" | "secret" | "registry" | "node";
  readonly text: string;
  readonly lines?: Lines;
}

export interface Alternative {
  readonly cause: string;
  /** An exact command, and what it would show. */
  readonly decide: string;
}

export interface NextTry {
  /** Seconds from the moment of the snapshot, earliest and latest. */
  readonly earliest: number;
  readonly latest: number;
  readonly sentence: string;
}
