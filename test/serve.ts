import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Handler = (request: Request) => Response | Promise<Response>;

/** Puts a handler on loopback over plain HTTP until `close` is called; answers its address. */
export async function serve(handler: Handler): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((incoming, outgoing) => void reply(handler, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function reply(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await answer(handler, incoming);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function answer(handler: Handler, incoming: IncomingMessage): Promise<Response> {
  const { method = "GET", url = "/", headers } = incoming;
  const body = method === "GET" || method === "HEAD" ? {} : { body: await buffer(incoming) };
  const sent = Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return handler(
    new Request(`http://${headers.host ?? "localhost"}${url}`, {
      method,
      headers: sent as [string, string][],
      ...body,
    }),
  );
}
