import type { Verdict } from "../../kinds/index.ts";

export type Family =
  | "reference"
  | "auth"
  | "policy"
  | "rate"
  | "network"
  | "tls"
  | "registry"
  | "content"
  | "node"
  | "platform"
  | "near-miss";

/**
 * One leaf of the taxonomy. Its texts may hold places such as `{image}`, `{registry}` or `{secret}`: see `Places`.
 */
export interface Cause {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  /** One sentence about pods that have it. */
  readonly summary: string;
  readonly meaning: string;
  /** Signs, and what looks alike. */
  readonly tellApart: string;
  readonly confirm: Check;
  readonly nature: Verdict["nature"];
  readonly fixer: Verdict["fixer"];
  readonly fix: readonly string[];
}

/** What would confirm a cause: a command, where it is run, and what it shows if it is this one. */
export interface Check {
  readonly on: "here" | "node";
  readonly command: string;
  readonly shows: string;
}
