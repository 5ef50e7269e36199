import type { ApiServer, ApiServerOptions } from "./contract.ts";
import { handle } from "./handle.ts";

export function createApiServer(options: ApiServerOptions): ApiServer {
  return {
    handle: (request) => handle(options, request),
    fetch: () => Promise.resolve(new Response(null, { status: 501 })),
  };
}
