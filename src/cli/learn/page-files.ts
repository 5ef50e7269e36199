import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

import { packageFolder } from "../../node/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Everything that the page may load is of its own server; nothing is executed that stands in a page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** A file of the built page, with what a browser has to know about it. */
export async function pageFile(path: string): Promise<Response> {
  if (!/^[\w-]+(?:[./][\w-]+)*$/.test(path)) return refused(404, "Not found");
  const content = await readFile(join(packageFolder("dist/web"), path)).catch(() => undefined);
  if (content === undefined) return refused(404, "Not found");
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  return new Response(new Uint8Array(content), { headers: { ...HEADERS, "content-type": type } });
}

export function refused(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...HEADERS, "content-type": "text/plain" } });
}
