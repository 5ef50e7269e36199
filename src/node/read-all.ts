import type { Readable } from "node:stream";

/** Everything that a stream holds, as UTF-8; undefined, and the stream is left alone, when it is more than `limit` bytes. */
export async function readAll(stream: Readable, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
