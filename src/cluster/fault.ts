import { textAt } from "../base/index.ts";
import type { ClusterAnswer } from "./contract.ts";

export interface ClusterFault {
  readonly code:
    /** No kubeconfig, no such context, or one that cannot be used. */
    | "CLUSTER_CONFIG"
    /** No connection, or one that broke. */
    | "CLUSTER_UNREACHABLE"
    | "CLUSTER_TIMEOUT"
    /** The API server does not know who asks. */
    | "CLUSTER_UNAUTHORIZED"
    /** Who asks may not see this. */
    | "CLUSTER_FORBIDDEN"
    | "CLUSTER_NOT_FOUND"
    /** It is not as it was when it was looked at. */
    | "CLUSTER_CONFLICT"
    /** A change that the API server does not accept. */
    | "CLUSTER_REFUSED"
    /** An answer that an API server would not give. */
    | "CLUSTER_ANSWER";
  readonly message: string;
  readonly hint?: string;
}

const CODES: Readonly<Record<number, ClusterFault["code"]>> = {
  401: "CLUSTER_UNAUTHORIZED",
  403: "CLUSTER_FORBIDDEN",
  404: "CLUSTER_NOT_FOUND",
};

/** Why an answer is not what was asked for: the API server's own words where it has some. */
export function answerFault(what: string, { status, body }: ClusterAnswer): ClusterFault {
  const said = textAt(body, "message") ?? `the API server answers ${status}`;
  const hint =
    status === 401 ? { hint: "The login of the kubeconfig is refused: log in anew, then kubectl get pods" } : {};
  return { code: CODES[status] ?? "CLUSTER_ANSWER", message: `Cannot read ${what}: ${said}`, ...hint };
}
