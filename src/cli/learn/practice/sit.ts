import { isRight, type Question } from "../../../lessons/index.ts";
import type { Io } from "../../io.ts";
import { plain } from "../../print/plain.ts";
import type { AttemptBook } from "./attempt-book.ts";
import type { Conversation, NoAnswer } from "./conversation.ts";
import { feedbackText } from "./feedback.ts";
import { attemptOf, type Given, givenOf, type Paper } from "./paper.ts";
import { questionText } from "./question-text.ts";
import { readReply } from "./read-answer.ts";

export interface Sitting {
  readonly given: readonly Given[];
  /** Why it ended before its end. */
  readonly left?: NoAnswer | { readonly code: "left" };
}

export interface Desk {
  readonly talk: Conversation;
  readonly book: AttemptBook;
  readonly now: Io["now"];
}

/** Asks the questions of a paper; each answer is kept as soon as it is given. */
export async function sit(paper: Paper, desk: Desk): Promise<Sitting> {
  const given: Given[] = [];
  const { questions, isTest, mode } = paper;
  for (const [index, question] of questions.entries()) {
    await desk.talk.write(questionText(question, { number: index + 1, of: questions.length }, desk.talk));
    const one = await askOne(question, paper, desk);
    if (one === "skipped") continue;
    if ("code" in one) return { given, left: one };
    given.push(one);
    desk.book.add(attemptOf(one, mode, desk.now()));
    if (!isTest) await desk.talk.write(await feedbackText(one, desk.talk));
  }
  return { given };
}

type One = Given | "skipped" | NonNullable<Sitting["left"]>;

async function askOne(question: Question, { isTest, look }: Paper, { talk }: Desk): Promise<One> {
  let hints = 0;
  for (;;) {
    const reply = await talk.ask((line) => readReply(line, question));
    if (!reply.ok) return reply.fault;
    switch (reply.value.kind) {
      case "leave":
        return { code: "left" };
      case "skip":
        return "skipped";
      case "look":
        if (look === undefined) await talk.say("Nothing is looked at here; an answer is wanted");
        else await talk.write(plain(await look(reply.value.line)));
        continue;
      case "hint":
        if (!isTest) hints = 1;
        await talk.say(isTest ? "A test has no hints" : question.hint, "  ");
        continue;
      case "answer": {
        const { answer, confidence } = reply.value;
        return givenOf(question, {
          answer,
          right: isRight(question, answer),
          hints,
          ...(confidence === undefined ? {} : { confidence }),
        });
      }
    }
  }
}
