/** `2026-11-23T06:00:00Z`, with or without a fraction: what Kubernetes writes for an instant. */
const TIMESTAMP = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)((?:\.\d+)?)Z"/g;
const encoder = new TextEncoder();

/**
 * Moves every instant in a JSON answer by `shift` milliseconds (whole seconds of it), so that a client that compares them with its own clock
 * shows right ages although the cluster's time has gone ahead.
 */
export function rebased(text: string, shift: number): string {
  const whole = Math.round(shift / 1000) * 1000;
  if (whole === 0) return text;
  return text.replaceAll(TIMESTAMP, (_, seconds: string, fraction: string) => {
    const moved = new Date(Date.parse(`${seconds}Z`) + whole).toISOString().slice(0, 19);
    return `"${moved}${fraction}Z"`;
  });
}

/** The answer with its instants moved, line by line where it is a stream of lines; `shift` is asked for each. */
export function rebasedResponse(response: Response, shift: () => number): Response {
  const { body, status } = response;
  if (body === null || !(response.headers.get("content-type") ?? "").includes("json")) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(body.pipeThrough(new TextDecoderStream()).pipeThrough(byLine(shift)), { status, headers });
}

function byLine(shift: () => number): TransformStream<string, Uint8Array> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller): void {
      const end = chunk.lastIndexOf("\n") + 1;
      if (end === 0) {
        rest += chunk;
        return;
      }
      controller.enqueue(encoder.encode(rebased(rest + chunk.slice(0, end), shift())));
      rest = chunk.slice(end);
    },
    flush(controller): void {
      if (rest !== "") controller.enqueue(encoder.encode(rebased(rest, shift())));
    },
  });
}
