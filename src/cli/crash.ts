import { plain } from "./print/plain.ts";

/** What is said when pullwhy itself is wrong: one line, or the chain of causes with the places in the code. */
export function crashText(error: unknown, verbose: boolean): string {
  const chain = [...causesOf(error)];
  if (verbose) return `error: pullwhy itself has failed\n${chain.map((each) => `${stackOf(each)}\n`).join("")}`;
  return `error: pullwhy itself has failed: ${plain(messageOf(chain[0]))}. --verbose tells where\n`;
}

function* causesOf(error: unknown): Generator {
  for (let each = error; each !== undefined; each = each instanceof Error ? each.cause : undefined) yield each;
}

function messageOf(error: unknown): string {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return first.replace(/\.$/, "");
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? messageOf(error)) : messageOf(error);
}
