import type { Readable } from "node:stream";

/**
 * Everything that a stream holds, as text; undefined, and the stream is left alone, when it is more than `limit` bytes. UTF-8, or
 * UTF-16 where a byte order mark says so: that is what `>` of Windows PowerShell writes.
 */
export async function readAll(stream: Readable, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return decoded(Buffer.concat(chunks));
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return bytes.toString("utf8");
}
