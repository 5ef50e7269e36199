import { request } from "node:https";
import { text } from "node:stream/consumers";
import type { IncomingMessage } from "node:http";

import { failed, ok, type Outcome } from "../base/index.ts";

export interface LoopbackQuestion {
  readonly url: string;
  /** PEM. */
  readonly authority: string;
  readonly token: string;
  /** Sent by POST. */
  readonly body: object;
}

/** Asks a server of ours on this machine; its JSON answer, or why there is none. */
export function askLoopback({ url, authority, token, body }: LoopbackQuestion): Promise<Outcome<unknown, string>> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const outgoing = request(url, { method: "POST", ca: authority, headers, agent: false });
    outgoing.once("error", ({ code = "" }: NodeJS.ErrnoException) => resolve(failed(code)));
    outgoing.once("response", (incoming) => void answerOf(incoming).then(resolve));
    outgoing.end(JSON.stringify(body));
  });
}

async function answerOf(incoming: IncomingMessage): Promise<Outcome<unknown, string>> {
  try {
    const answer = JSON.parse(await text(incoming)) as { readonly message?: string };
    return incoming.statusCode === 200 ? ok(answer) : failed(answer.message ?? `status ${incoming.statusCode}`);
  } catch (error) {
    return failed(String(error));
  }
}
