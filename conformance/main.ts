import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { answer, type Question } from "./answer.ts";

/** Answers are handed on in pieces of about this many characters. */
const PIECE = 65_536;

/** Answers JSONL questions in their order. */
async function* answers(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = "";
  for await (const line of lines) {
    if (line.trim() === "") continue;
    piece += `${JSON.stringify(await answer(JSON.parse(line) as Question))}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

await pipeline(Readable.from(answers(createInterface({ input: process.stdin }))), process.stdout, { end: false });
