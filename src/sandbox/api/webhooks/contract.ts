/** A question to an admission webhook. */
export interface WebhookCall {
  readonly url: string;
  /** PEM in base64, as the configuration has it; absent: the system's authorities. */
  readonly caBundle?: string;
  /** JSON. */
  readonly body: string;
  readonly seconds: number;
}

/** What was answered, or why nothing was, in the words of Go's HTTP client. */
export type WebhookReply =
  | { readonly ok: true; readonly status: number; readonly text: string }
  | { readonly ok: false; readonly message: string };

export type CallWebhook = (call: WebhookCall) => Promise<WebhookReply>;

/**
 * The questions of one request. Requests are handled in one go, and a webhook answers later: a request that lacks an answer
 * says what it wants to know, and is handled again from the start, with the same random numbers, when that is there.
 */
export interface Reviews {
  /** Answers in the order of the questions. */
  readonly known: readonly WebhookReply[];
  /** Questions so far in this run. */
  asked: number;
  wanted?: WebhookCall;
}
