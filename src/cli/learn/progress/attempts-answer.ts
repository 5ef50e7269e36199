import { attemptsText, readAttempts, unknownAmong } from "../../../lessons/index.ts";
import { appendLines, eraseLines } from "../../../node/index.ts";
import { refused } from "../page-files.ts";
import { type AttemptBook, openAttempts } from "../practice/attempt-book.ts";

/** GET tells the answers that are kept, POST adds those in its body that are not among them, DELETE empties the file. */
export async function attemptsAnswer(request: Request): Promise<Response> {
  const book = openAttempts();
  if (!book.ok) return refused(503, book.fault.message);
  switch (request.method) {
    case "GET":
      return told(book.value);
    case "POST":
      return added(book.value, await request.text());
    case "DELETE":
      return erased(book.value);
    default:
      return refused(405, "Method not allowed");
  }
}

function told({ attempts, unread }: Pick<AttemptBook, "attempts" | "unread">): Response {
  return Response.json({ attempts, unread });
}

/** Answers what is kept then, so that the page learns what the terminal has added meanwhile. */
function added({ path, attempts, unread }: AttemptBook, text: string): Response {
  const sent = readAttempts(text);
  if (sent.unread.length > 0) return refused(400, `Line ${sent.unread[0]?.line} is no answer: ${sent.unread[0]?.why}`);
  const fresh = unknownAmong(sent.attempts, attempts);
  const kept = fresh.length === 0 ? undefined : appendLines(path, attemptsText(fresh));
  return kept?.ok === false ? refused(507, kept.fault.message) : told({ attempts: [...attempts, ...fresh], unread });
}

/** Lines that could not be read may be somebody's: a file that has some is left alone. */
function erased({ path, unread }: AttemptBook): Response {
  if (unread.length > 0)
    return refused(409, `Line ${unread[0]?.line} of ${path} could not be read, so the file is left as it is`);
  const gone = eraseLines(path);
  return gone.ok ? told({ attempts: [], unread }) : refused(507, gone.fault.message);
}
