import type { LiveSandbox } from "./live.ts";
import { pageFile, refused } from "./page-files.ts";
import { attemptsAnswer } from "./progress/attempts-answer.ts";

/** Answers the page to whoever has the token in the path, and what only a server can do for it; everybody else is refused. */
export function pageAnswers(token: string, live: LiveSandbox): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, origin, searchParams } = new URL(request.url);
    const from = request.headers.get("origin");
    if ((from !== null && from !== origin) || !pathname.startsWith(`/${token}/`)) return refused(403, "Forbidden");
    const path = pathname.slice(token.length + 2);
    if (path === "data/server.json") return Response.json({ live: true, attempts: true });
    if (path === "api/attempts") return attemptsAnswer(request);
    if (path === "api/live") return liveAnswer(request, searchParams, live);
    if (request.method !== "GET" && request.method !== "HEAD") return refused(405, "Method not allowed");
    return pageFile(path === "" ? "index.html" : path);
  };
}

/** POST starts the world that is named, GET tells what has happened since an entry, DELETE stops it. */
async function liveAnswer(request: Request, query: URLSearchParams, live: LiveSandbox): Promise<Response> {
  if (request.method === "POST") {
    const started = await live.start(query.get("world") ?? "");
    return started.ok ? Response.json(started.value) : refused(409, started.fault.message);
  }
  if (request.method === "DELETE") {
    await live.stop();
    return new Response(null, { status: 204 });
  }
  const from = Number(query.get("from") ?? 0);
  const state = live.state(Number.isInteger(from) && from >= 0 ? from : 0);
  return state === undefined ? refused(404, "No sandbox runs") : Response.json(state);
}
