import type { RegistryFault } from "../../kinds/index.ts";
import { answer, type Answer, errorAnswer, textAnswer } from "./answer.ts";
import { isConnectFault } from "./faults.ts";

const PAGE = "<html><body>Please log in</body></html>\n";

/** How the body is sent; the whole at once when absent. */
export interface Delivery {
  /** Milliseconds for the whole. */
  readonly takes?: number;
  /** The connection ends (`cut`) or goes silent (`stall`) after so many bytes of the body. */
  readonly breaks?: { readonly how: "cut" | "stall"; readonly after: number };
}

export type Faulty =
  | { readonly kind: "answer"; readonly answer: Answer; readonly delivery: Delivery }
  /** No answer: the connection ends at once, or nothing comes. */
  | { readonly kind: "cut" }
  | { readonly kind: "hang" };

/**
 * What a fault makes of the answer that the registry would give. Faults of content leave refusals alone (a client that
 * has yet to log in is told so) and answers without a body, such as those to pushes.
 */
export function faulty(good: () => Answer, fault: RegistryFault | undefined, token: boolean): Faulty {
  if (fault === undefined) return sent(good());
  if (isConnectFault(fault)) return { kind: "cut" };
  switch (fault.kind) {
    case "status":
      return sent(statusAnswer(fault));
    case "empty":
      return sent(token ? textAnswer(200, "{}", { "content-type": "application/json" }) : answer(200));
    case "html":
      return sent(textAnswer(200, PAGE, { "content-type": "text/html" }));
    case "hang":
      return { kind: "hang" };
    default:
      return spoilt(good(), fault);
  }
}

function spoilt(good: Answer, fault: RegistryFault): Faulty {
  if (good.status >= 300 || good.body.length === 0) return sent(good);
  switch (fault.kind) {
    case "corrupt":
      return sent({ ...good, body: corrupted(good.body) });
    case "twice":
      return sent(replaced(good, Uint8Array.from([...good.body, ...good.body])));
    case "media-type":
      return sent({ ...good, headers: { ...good.headers, "content-type": fault.mediaType } });
    case "allowance":
      return sent({ ...good, headers: { ...good.headers, ...allowanceHeaders(fault) } });
    case "slow":
      return sent(good, { takes: (good.body.length / fault.bytesPerSecond) * 1000 });
    case "truncate":
      return sent(good, breakingOff(good, "cut"));
    case "stall":
      return sent(good, breakingOff(good, "stall"));
    default:
      return sent(good);
  }
}

/** As in https://docs.docker.com/docker-hub/usage/pulls/: the number, and its window in seconds. */
function allowanceHeaders(allowance: Extract<RegistryFault, { kind: "allowance" }>): Readonly<Record<string, string>> {
  const { limit, remaining, window, source } = allowance;
  const seconds = Math.round(window / 1000);
  return {
    "ratelimit-limit": `${limit};w=${seconds}`,
    "ratelimit-remaining": `${remaining};w=${seconds}`,
    ...(source === undefined ? {} : { "docker-ratelimit-source": source }),
  };
}

function sent(answer: Answer, delivery: Delivery = {}): Faulty {
  return { kind: "answer", answer, delivery };
}

/** In the middle of the content, also when a client resumes behind it. */
function breakingOff({ body, range }: Answer, how: "cut" | "stall"): Delivery {
  const { from, total } = range ?? { from: 0, total: body.length };
  return { breaks: { how, after: Math.min(body.length, Math.max(0, (total >> 1) - from)) } };
}

function statusAnswer({ status, code, message, retryAfter }: Extract<RegistryFault, { kind: "status" }>): Answer {
  const headers = retryAfter === undefined ? undefined : { "retry-after": String(Math.ceil(retryAfter / 1000)) };
  if (code === undefined) return answer(status, headers);
  return errorAnswer(status, code, { ...(message === undefined ? {} : { message }), ...(headers && { headers }) });
}

function corrupted(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(body);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  return bytes;
}

function replaced(good: Answer, body: Uint8Array<ArrayBuffer>): Answer {
  return { ...good, body, headers: { ...good.headers, "content-length": String(body.length) } };
}
