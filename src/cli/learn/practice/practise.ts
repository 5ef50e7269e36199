import type { Outcome } from "../../../base/index.ts";
import { estimate, testAttempt } from "../../../lessons/index.ts";
import { EXIT, type ExitCode } from "../../exit.ts";
import { cliFault, type Fault, refuse } from "../../fault.ts";
import type { Io } from "../../io.ts";
import { printedData } from "../../print/data.ts";
import type { AttemptBook } from "./attempt-book.ts";
import { bookFor, tellUnkept } from "./book-for.ts";
import { Conversation, quiet } from "./conversation.ts";
import { outcomeText } from "./outcome-text.ts";
import type { Given, Paper } from "./paper.ts";
import { paperReport } from "./report.ts";
import { type PaperResult, resultOf } from "./result.ts";
import { sheetMarkdown } from "./sheet.ts";
import { sit, type Sitting } from "./sit.ts";
import { withRows } from "./with-rows.ts";

export interface PractiseOptions {
  readonly output: "text" | "json" | "yaml" | "md";
  readonly plain: boolean;
}

/** Asks a paper here, or prints it where it is to be printed; what is piped in is taken for the answers in either case. */
export async function practise(
  make: (book: AttemptBook) => Promise<Outcome<Paper, Fault>>,
  { output, plain: isPlain }: PractiseOptions,
  io: Io,
): Promise<ExitCode> {
  const book = await bookFor(io);
  const made = await make(book);
  if (!made.ok) return refuse(io, made.fault);
  const paper = { ...made.value, questions: await Promise.all(made.value.questions.map(withRows)) };
  const isTalk = output === "text";
  const talk = new Conversation(isTalk ? io : quiet(io), isPlain);
  if (isTalk) await talk.say(introOf(paper));
  const sitting: Sitting = isTalk || io.in.isPiped ? await sit(paper, { talk, book, now: io.now }) : { given: [] };
  await talk.close();
  const { given, left } = sitting;
  closeTest(paper, given, { book, now: io.now });
  const result = resultOf(paper, given, book);
  if (isTalk && result.asked > 0) await talk.write(await outcomeText({ paper, given, result }, talk));
  else await io.out.write(await printed(paper, sitting, { output, result }));
  await tellUnkept(book, io);
  return left?.code === "junk" ? refuse(io, junk(left)) : exitOf(result, sitting, { isTalk, io });
}

function introOf({ about, isTest, questions }: Paper): string {
  if (questions.length === 0) return about;
  const help = isTest ? "" : " ? asks for a hint,";
  return `${about} Add ! to an answer that you are sure of, ? where you are not;${help} - leaves a question out, q ends.`;
}

/** The outcome of a test that was answered to its end is kept beside the answers. */
function closeTest(paper: Paper, given: readonly Given[], { book, now }: { book: AttemptBook; now: Io["now"] }): void {
  if (paper.isTest && given.length > 0 && given.length === paper.questions.length)
    book.add(testAttempt(estimate(given).grade, paper.seed, now()));
}

async function printed(
  paper: Paper,
  { given }: Sitting,
  { output, result }: { readonly output: PractiseOptions["output"]; readonly result: PaperResult },
): Promise<string> {
  const report = given.length === 0 ? paperReport(paper, given) : paperReport(paper, given, result);
  return output === "json" || output === "yaml" ? printedData(report, output) : sheetMarkdown(report);
}

function junk({ line, wanted }: Extract<Sitting["left"], { code: "junk" }>): ReturnType<typeof cliFault> {
  const hint = `${wanted}. What was answered before is kept`;
  return cliFault("CLI_ANSWER_UNREADABLE", `Cannot read line ${line} of standard input: it is no answer`, hint);
}

function exitOf(
  { passed, asked }: PaperResult,
  { given }: Sitting,
  { isTalk, io }: { readonly isTalk: boolean; readonly io: Io },
): ExitCode {
  if (io.signal.aborted) return EXIT.interrupted;
  if (asked === 0 || (!isTalk && given.length === 0)) return EXIT.ok;
  return passed ? EXIT.ok : EXIT.problems;
}
