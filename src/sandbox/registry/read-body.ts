export type Body =
  | { readonly kind: "whole"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "too-large" }
  /** The client went away while it sent. */
  | { readonly kind: "broken" };

export const NO_BODY: Body = { kind: "whole", bytes: new Uint8Array(0) };

/** Reads no more of what is longer than `limit` bytes. `signal` ends the waiting for a client that sends no more. */
export async function readBody(request: Request, limit: number, signal?: AbortSignal): Promise<Body> {
  if (request.body === null) return NO_BODY;
  if (signal?.aborted) return { kind: "broken" };
  const reader = request.body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", stop);
  try {
    const parts = await readParts(reader, limit);
    if (signal?.aborted) return { kind: "broken" };
    return parts === undefined ? { kind: "too-large" } : { kind: "whole", bytes: joined(parts) };
  } catch {
    return { kind: "broken" };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

async function readParts(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
): Promise<readonly Uint8Array[] | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
  }
  return parts;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
