import type { StatusError } from "../contract.ts";

const CACHE = { "cache-control": "no-cache, private" };

export interface ResponseExtras {
  readonly warnings?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function jsonResponse(
  status: number,
  body: unknown,
  { warnings = [], headers = {} }: ResponseExtras = {},
): Response {
  const all = headersOf("application/json", warnings);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(`${JSON.stringify(body)}\n`, { status, headers: all });
}

export function statusResponse(status: StatusError, warnings: readonly string[] = [], hasBody = true): Response {
  if (!hasBody) return new Response(null, { status: status.code, headers: headersOf("application/json", warnings) });
  return jsonResponse(status.code, withoutEmptyReason(status), { warnings });
}

export interface BodyOptions {
  readonly yaml: boolean;
  readonly warnings: readonly string[];
}

/** An object or a list, in JSON or YAML. */
export async function bodyResponse(status: number, body: object, { yaml, warnings }: BodyOptions): Promise<Response> {
  if (!yaml) return jsonResponse(status, body, { warnings });
  const { stringify } = await import("yaml");
  return new Response(stringify(body), { status, headers: headersOf("application/yaml", warnings) });
}

/** JSON that is written already, or comes bit by bit. */
export function streamResponse(body: string | ReadableStream<Uint8Array>, warnings: readonly string[] = []): Response {
  return new Response(body, { status: 200, headers: headersOf("application/json", warnings) });
}

function headersOf(type: string, warnings: readonly string[]): Headers {
  const headers = new Headers({ "content-type": type, ...CACHE });
  for (const text of warnings) headers.append("warning", `299 - ${JSON.stringify(text)}`);
  return headers;
}

/** The answer of a server without API machinery. */
export function textResponse(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", ...CACHE } });
}

export function plainText(text: string): Response {
  return textResponse(200, text);
}

function withoutEmptyReason(status: StatusError): object {
  const { reason, ...rest } = status;
  return reason === "" ? rest : status;
}
