import { seedRoles } from "./auth/seed-roles.ts";
import type { ApiServer, ApiServerOptions } from "./contract.ts";
import { answerHttp } from "./http/answer-http.ts";
import { handle } from "./handle.ts";

export function createApiServer(options: ApiServerOptions): ApiServer {
  if (options.auth !== undefined) seedRoles(options);
  return {
    handle: (request) => handle(options, request),
    fetch: (request) => answerHttp(options, request),
  };
}
