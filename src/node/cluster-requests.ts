import http from "node:http";
import https from "node:https";

import { failed, ok, type Outcome } from "../base/index.ts";
import type { ClusterAccess, ClusterAnswer, ClusterFault, ClusterRequest } from "../cluster/index.ts";
import { readAll } from "./read-all.ts";

/** Where requests go, and what shows who asks. */
export interface Connection {
  readonly server: string;
  readonly agent: https.RequestOptions["agent"];
  /** `user:password`. */
  readonly auth: https.RequestOptions["auth"];
  readonly headers: http.OutgoingHttpHeaders;
  /** Where it is refused, another may be had. */
  readonly isRenewable: boolean;
}

/** `refused`: the API server does not know who asks with that one. */
export type Connect = (signal: AbortSignal, refused?: Connection) => Promise<Outcome<Connection, ClusterFault>>;

/** Bytes of one answer; a page of 500 pods has a few million. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection broke",
  ENOTFOUND: "no such host",
  ETIMEDOUT: "no answer to the connection",
  EHOSTUNREACH: "no route to the host",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from an unknown authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate comes from an unknown authority",
  CERT_HAS_EXPIRED: "its certificate has expired",
};

const UNAUTHORIZED = 401;

/** Sends requests over kept connections; the process does not wait for idle ones. */
export function createSender(connect: Connect): ClusterAccess["send"] {
  return async (request, signal) => {
    const connection = await connect(signal);
    if (!connection.ok) return connection;
    const answer = await attempt(connection.value, request, signal);
    const isRefused = answer.ok && answer.value.status === UNAUTHORIZED;
    if (!isRefused || !connection.value.isRenewable) return answer;
    const renewed = await connect(signal, connection.value);
    return renewed.ok ? attempt(renewed.value, request, signal) : answer;
  };
}

async function attempt(
  connection: Connection,
  request: ClusterRequest,
  signal: AbortSignal,
): Promise<Outcome<ClusterAnswer, ClusterFault>> {
  const { agent } = connection;
  if (typeof agent === "object") (agent as http.Agent & { keepAlive?: boolean }).keepAlive = true;
  try {
    return ok(await sent(connection, request, signal));
  } catch (error) {
    return failed(faultOf(error, connection.server, signal));
  }
}

async function sent(connection: Connection, request: ClusterRequest, signal: AbortSignal): Promise<ClusterAnswer> {
  const answer = await answerTo(connection, request, signal);
  const text = await readAll(answer, LARGEST_ANSWER);
  if (text === undefined) throw new Error(`the answer is longer than ${LARGEST_ANSWER} bytes`);
  return { status: answer.statusCode ?? 0, body: JSON.parse(text) as unknown };
}

function answerTo(connection: Connection, request: ClusterRequest, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { server, agent, auth, headers } = connection;
  const url = `${server.replace(/\/$/, "")}${request.path}`;
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const options: https.RequestOptions = {
    method: request.method,
    signal,
    agent,
    auth,
    headers: {
      accept: request.accept ?? "application/json",
      "user-agent": "pullwhy",
      ...headers,
      ...(body === undefined
        ? {}
        : {
            "content-type": request.contentType ?? "application/json",
            // Of a DELETE Node says no length by itself, and the body is then taken for the next request.
            "content-length": Buffer.byteLength(body),
          }),
    },
  };
  return new Promise((resolve, reject) => {
    const { request: open } = url.startsWith("http:") ? http : https;
    const outgoing = open(url, options, resolve);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function faultOf(error: unknown, server: string, signal: AbortSignal): ClusterFault {
  if (signal.aborted)
    return { code: "CLUSTER_TIMEOUT", message: `Cannot reach the API server ${server}: no answer in time` };
  if (error instanceof SyntaxError) {
    return { code: "CLUSTER_ANSWER", message: `${server} does not answer like an API server: its answer is no JSON` };
  }
  const { code = "", message } = error as NodeJS.ErrnoException;
  const hint = "Does kubectl get pods work?";
  return {
    code: "CLUSTER_UNREACHABLE",
    message: `Cannot reach the API server ${server}: ${WORDS[code] ?? message}`,
    hint,
  };
}
