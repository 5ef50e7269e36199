import type { Clock } from "../../base/index.ts";
import type { Answer } from "./answer.ts";
import type { Delivery, Faulty } from "./faulty-answer.ts";
import { type RegistryResponse, WholeResponse } from "./whole-response.ts";

/** What hangs is cut after a day, should the client wait so long. */
const FOR_EVER = 24 * 3_600_000;
const SECOND = 1000;

export interface RespondOptions {
  readonly clock: Clock;
  readonly head: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What is sent of an answer: HEAD loses the body and keeps its length, faults of delivery become streams. */
export async function respond(faulty: Faulty, options: RespondOptions): Promise<RegistryResponse> {
  if (faulty.kind === "cut") return Response.error();
  if (faulty.kind === "hang") {
    await options.clock.sleep(FOR_EVER, options.signal);
    return Response.error();
  }
  const { status, headers } = faulty.answer;
  const isEmpty = options.head || status === 204;
  const stream = isEmpty ? undefined : bodyOf(faulty.answer, faulty.delivery, options);
  return stream === undefined ? new WholeResponse(faulty.answer, isEmpty) : new Response(stream, { status, headers });
}

/** A stream, where the body does not come whole and at once. It sends only when it is read. */
function bodyOf({ body }: Answer, delivery: Delivery, options: RespondOptions): ReadableStream | undefined {
  if (delivery.takes === undefined && delivery.breaks === undefined) return undefined;
  const parts = partsOf(body, delivery, options);
  return new ReadableStream(
    {
      async pull(controller): Promise<void> {
        const { value } = await parts.next();
        if (value === undefined) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* partsOf(
  body: Uint8Array,
  { takes = 0, breaks }: Delivery,
  { clock, signal }: RespondOptions,
): AsyncGenerator<Uint8Array, undefined> {
  const end = breaks?.after ?? body.length;
  const step = takes > 0 ? Math.max(1, Math.ceil((body.length * SECOND) / takes)) : Math.max(1, end);
  for (let at = 0; at < end; at += step) {
    const part = body.subarray(at, Math.min(end, at + step));
    if (takes > 0) await clock.sleep((part.length / body.length) * takes, signal);
    if (signal?.aborted) throw new Error("The client has gone");
    yield part;
  }
  if (breaks?.how === "stall") await clock.sleep(FOR_EVER, signal);
  if (breaks !== undefined) throw new Error("The connection was cut");
}
