import type { Io } from "../io.ts";

/** One key at the terminal. Only y is a yes, and where nobody sits it is a no. */
export async function confirmed(
  question: string,
  { keys, err, signal }: Pick<Io, "keys" | "err" | "signal">,
): Promise<boolean> {
  if (keys === undefined) return false;
  await err.write(`${question} [y/N] `);
  let answer = "";
  for await (const key of keys(signal)) {
    answer = key;
    break;
  }
  await err.write(`${/^[\x21-\x7e]$/.test(answer) ? answer : ""}\n`);
  return answer === "y" || answer === "Y";
}
