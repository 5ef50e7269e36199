import { request } from "node:https";
import type { IncomingMessage } from "node:http";

import type { WebhookCall, WebhookReply } from "../sandbox/index.ts";

const LIMIT = 3_000_000;

/** Asks an admission webhook on this machine; no other host is asked. Never rejects. */
export function callWebhook({ url, caBundle, body, seconds }: WebhookCall): Promise<WebhookReply> {
  const failed = (why: string): WebhookReply => ({ ok: false, message: why });
  const { hostname, port } = new URL(url);
  if (!isLoopback(hostname)) return Promise.resolve(failed(`dial tcp: lookup ${hostname}: no such host`));
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(seconds * 1000);
    const headers = { "content-type": "application/json", accept: "application/json" };
    const ca = caBundle === undefined ? {} : { ca: Buffer.from(caBundle, "base64").toString() };
    const outgoing = request(url, { method: "POST", headers, agent: false, signal, ...ca });
    outgoing.once("error", (error: NodeJS.ErrnoException) =>
      resolve(failed(signal.aborted ? "context deadline exceeded" : goText(error, `${hostname}:${port || "443"}`))),
    );
    outgoing.once("response", (incoming) => void replyOf(incoming).then(resolve));
    outgoing.end(body);
  });
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

async function replyOf(incoming: IncomingMessage): Promise<WebhookReply> {
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LIMIT) return { ok: false, message: "http: response body too large" };
    }
    return { ok: true, status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
  } catch {
    return { ok: false, message: "unexpected EOF" };
  }
}

const UNKNOWN = "tls: failed to verify certificate: x509: certificate signed by unknown authority";
/** What Go says where Node has these codes. */
const TEXTS: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN,
  CERT_HAS_EXPIRED: "tls: failed to verify certificate: x509: certificate has expired or is not yet valid",
  ECONNRESET: "EOF",
  EPROTO: "http: server gave HTTP response to HTTPS client",
};

function goText({ code = "", message }: NodeJS.ErrnoException, address: string): string {
  if (code === "ECONNREFUSED") return `dial tcp ${address}: connect: connection refused`;
  return TEXTS[code] ?? message;
}
