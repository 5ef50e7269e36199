import { on } from "node:events";
import type { Readable } from "node:stream";

/** Longer lines are cut: nobody types them. */
const LONGEST = 64 * 1024;

/** The lines of a stream as they come, without their ends; the last one need not have one. Ends early when the signal aborts. */
export async function* readInputLines(stream: Readable, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  stream.resume();
  try {
    for await (const [bytes] of on(stream, "data", { signal, close: ["end", "close"] }) as AsyncIterable<[Buffer]>) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = (lines.pop() ?? "").slice(0, LONGEST);
      for (const line of lines) yield line.slice(0, LONGEST).replace(/\r$/, "");
    }
    rest += decoder.decode();
    if (rest !== "") yield rest.slice(0, LONGEST).replace(/\r$/, "");
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stream.pause();
  }
}
