import type { Lines } from "./snapshot.ts";

/** What a diagnosis says: one cause for one or more pods, with what it stands on and what would overturn it. */
export interface Verdict {
  /** Id of a leaf (`tag-not-found`) or near miss (`nm-crash-loop`) of the taxonomy. */
  readonly cause: string;
  readonly family: string;
  /** One sentence about these pods. */
  readonly summary: string;
  readonly nature: "transient" | "permanent" | "needs-human";
  readonly confidence: "certain" | "likely" | "possible";
  readonly pods: readonly string[];
  readonly image?: string;
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
