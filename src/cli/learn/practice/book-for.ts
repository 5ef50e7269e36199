import type { Io } from "../../io.ts";
import { plain } from "../../print/plain.ts";
import { AttemptBook, openAttempts } from "./attempt-book.ts";

/** The answers so far; where they cannot be read it is said, and goes on without them. */
export async function bookFor(io: Io): Promise<AttemptBook> {
  const opened = openAttempts();
  if (opened.ok) return opened.value;
  await io.err.write(`warning: ${plain(opened.fault.message)}; the answers of before do not count\n`);
  return AttemptBook.empty();
}

/** What could not be kept is handed over, so that it is not lost. */
export async function tellUnkept({ unkept }: AttemptBook, io: Io): Promise<void> {
  if (unkept === undefined) return;
  const advice = `These answers are not kept; put the lines into a file for \`${io.program} learn progress --import FILE\``;
  await io.err.write(`warning: ${plain(unkept.fault.message)}\n${advice}:\n${unkept.lines}`);
}
