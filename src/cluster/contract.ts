import type { Outcome } from "../base/index.ts";
import type { ClusterFault } from "./fault.ts";

/** One API server as one user sees it. */
export interface ClusterAccess {
  /** `https://10.0.0.1:6443`. */
  readonly server: string;
  /** Where nobody says another. */
  readonly namespace: string;
  /** Sends one request with the user's credentials; an answer of any status is an answer. */
  readonly send: (request: ClusterRequest, signal: AbortSignal) => Promise<Outcome<ClusterAnswer, ClusterFault>>;
}

export interface ClusterRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its query: `/api/v1/pods?limit=500`. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** `application/json` unless said. */
  readonly accept?: string;
}

export interface ClusterAnswer {
  readonly status: number;
  /** JSON, read. */
  readonly body: unknown;
}
