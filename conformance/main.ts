import { createInterface } from "node:readline";

import { answer, type Question } from "./answer.ts";

/** JSONL on stdin, JSONL on stdout, in the same order. */
async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    const reply = await answer(JSON.parse(line) as Question);
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}

await main();
