import { failed, ok, type Outcome } from "../../../base/index.ts";
import { attemptsText, readAttempts, unknownAmong } from "../../../lessons/index.ts";
import { appendLines, readText, writeSecretFile } from "../../../node/index.ts";
import type { Typed } from "../../entry.ts";
import { EXIT, type ExitCode } from "../../exit.ts";
import { cliFault, type Fault, refuse } from "../../fault.ts";
import type { Io } from "../../io.ts";
import { printedData } from "../../print/data.ts";
import { typographic } from "../../print/typographic.ts";
import { INPUT_LIMIT } from "../../sources.ts";
import { type AttemptBook, openAttempts } from "../practice/attempt-book.ts";
import type { PROGRESS_FORMATS } from "./command.ts";
import { progressText, unreadText } from "./print.ts";
import { progressReport } from "./report.ts";

export interface ProgressOptions {
  readonly output: (typeof PROGRESS_FORMATS)[number];
  readonly export?: string;
  readonly import?: string;
}

export function progressOptions({ flags }: Typed<ProgressOptions>): Outcome<ProgressOptions, Fault> {
  return ok(flags);
}

export async function runProgress(options: ProgressOptions, io: Io): Promise<ExitCode> {
  const book = openAttempts();
  if (!book.ok) return refuse(io, book.fault);
  if (options.import !== undefined) return importFrom(options.import, book.value, io);
  const { path, unread, attempts } = book.value;
  if (unread.length > 0) await io.err.write(unreadText(path, unread));
  if (options.export !== undefined) return exportTo(options.export, book.value, io);
  const report = progressReport({ path, attempts, unread }, io.now());
  const { output } = options;
  await io.out.write(
    output === "text" ? typographic(progressText(report, io), io.style) : await printedData(report, output),
  );
  return EXIT.ok;
}

async function exportTo(file: string, { attempts }: AttemptBook, io: Io): Promise<ExitCode> {
  const text = attemptsText(attempts);
  if (file === "-") {
    await io.out.write(text);
    return EXIT.ok;
  }
  const written = writeSecretFile(file, text, { replace: false });
  if (!written.ok) return refuse(io, written.fault);
  await io.out.write(`${count(attempts.length)} written to ${file}\n`);
  return EXIT.ok;
}

/** What is not among the answers yet is added; the file that they come from stays as it is. */
async function importFrom(file: string, book: AttemptBook, io: Io): Promise<ExitCode> {
  const text = file === "-" ? await standardInput(io) : await readText(file, { limit: INPUT_LIMIT });
  if (!text.ok) return refuse(io, text.fault);
  const { attempts, unread } = readAttempts(text.value);
  const fresh = unknownAmong(attempts, book.attempts);
  const kept = fresh.length === 0 ? ok(undefined) : appendLines(book.path, attemptsText(fresh));
  if (!kept.ok) return refuse(io, kept.fault);
  const known = attempts.length - fresh.length;
  await io.out.write(`${count(fresh.length)} added${known === 0 ? "" : `, ${known} were there before`}\n`);
  if (unread.length === 0) return EXIT.ok;
  await io.err.write(unreadText(file, unread));
  return EXIT.problems;
}

async function standardInput(io: Io): Promise<Outcome<string, Fault>> {
  const text = await io.in.read(INPUT_LIMIT);
  return text === undefined
    ? failed(cliFault("CLI_TOO_MUCH", `Cannot read standard input: it is longer than ${INPUT_LIMIT} bytes`))
    : ok(text);
}

function count(answers: number): string {
  return answers === 1 ? "1 answer" : `${answers} answers`;
}
