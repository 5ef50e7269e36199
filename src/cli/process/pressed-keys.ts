import { on } from "node:events";
import process from "node:process";

/** Keys of the terminal, each as soon as it is pressed; Ctrl-C is one of them, as no signal comes of it then. */
export async function* pressedKeys(signal: AbortSignal): AsyncGenerator<string> {
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.resume();
  try {
    for await (const [bytes] of on(stdin, "data", { signal }) as AsyncIterable<[Buffer]>) yield bytes.toString("utf8");
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
  }
}
