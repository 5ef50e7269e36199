import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export type Handler = (request: Request) => Promise<Response>;

/** A request of Node as the handler wants it; undefined when its body is longer than `limit` bytes. */
export async function webRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { scheme, limit }: { readonly scheme: string; readonly limit: number },
): Promise<Request | undefined> {
  const body = await bodyOf(incoming, limit);
  if (body === undefined) return undefined;
  const gone = new AbortController();
  outgoing.once("close", () => outgoing.writableFinished || gone.abort());
  const { method = "GET", url = "/", headers } = incoming;
  return new Request(`${scheme}://${headers.host}${url}`, {
    method,
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(body.length === 0 ? {} : { body }),
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  return headers;
}

async function bodyOf(incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | undefined> {
  if (Number(incoming.headers["content-length"] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Sends the head at once, the body as it comes. An answer that is an error, or a body that breaks, cuts the connection. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  if (response.type === "error") return void outgoing.destroy();
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (response.body === null) return void outgoing.end();
  outgoing.flushHeaders();
  // Whoever goes away, and a body that breaks, end the other side too; the connection is cut then.
  await pipeline(Readable.fromWeb(response.body), outgoing).catch(() => undefined);
}
