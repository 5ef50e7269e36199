import { exerciseAttempt } from "../../../lessons/index.ts";
import { readText } from "../../../node/index.ts";
import type { Io } from "../../io.ts";
import { plain } from "../../print/plain.ts";
import { markOf } from "../../print/status-mark.ts";
import { INPUT_LIMIT } from "../../sources.ts";
import type { AttemptBook } from "../practice/attempt-book.ts";
import type { Conversation, NoAnswer } from "../practice/conversation.ts";
import type { Exercise, Judgement } from "./exercise.ts";
import { fromStdin } from "./kubectl-line.ts";
import { HELP, type Order, readOrder } from "./read-order.ts";

export interface Work {
  /** What was typed. */
  readonly lines: readonly string[];
  /** Absent where somebody left without asking. */
  readonly judgement?: Judgement;
  readonly left?: NoAnswer;
}

interface Desk {
  readonly talk: Conversation;
  readonly book: AttemptBook;
  readonly now: Io["now"];
}

/** Carries out line after line until it is brought about, or there is no more; then it is judged what there is. */
export async function work(exercise: Exercise, desk: Desk): Promise<Work> {
  const worker = new Worker(exercise, desk);
  const lines: string[] = [];
  for (;;) {
    const order = await desk.talk.ask(
      (line) => {
        lines.push(line);
        return readOrder(line);
      },
      `${(exercise.bench.now / 1000).toFixed(1)} s $ `,
    );
    if (!order.ok) {
      if (order.fault.code === "ended" && lines.length > 0) await worker.judgeAtEnd();
      return { lines, left: order.fault, ...worker.last };
    }
    if (order.value.kind === "leave") return { lines, ...worker.last };
    await worker.carryOut(order.value);
    if (worker.isDone) return { lines, ...worker.last };
  }
}

/** Judges what was made elsewhere. */
export async function judgeOwn(exercise: Exercise, desk: Desk, judge: Exercise["judge"]): Promise<Work> {
  return { lines: [], judgement: await new Worker({ ...exercise, judge }, desk).judge() };
}

class Worker {
  readonly #exercise: Exercise;
  readonly #desk: Desk;
  #hints = 0;
  #judgement: Judgement | undefined;
  /** What had been done when it was judged last. */
  #judged: readonly unknown[] | undefined;

  constructor(exercise: Exercise, desk: Desk) {
    this.#exercise = exercise;
    this.#desk = desk;
  }

  get isDone(): boolean {
    return this.#judgement !== undefined && this.#judgement.kind !== "not-yet";
  }

  get last(): Pick<Work, "judgement"> {
    return this.#judgement === undefined ? {} : { judgement: this.#judgement };
  }

  async carryOut(order: Exclude<Order, { kind: "leave" }>): Promise<void> {
    const { bench, hands } = this.#exercise;
    const { talk } = this.#desk;
    switch (order.kind) {
      case "kubectl":
        return talk.write(plain(await this.#kubectl(order)));
      case "wait":
        return bench.wait(order.milliseconds);
      case "skip":
        if (!(await bench.skip())) await talk.say("No pull comes in the next half hour");
        return;
      case "undo":
        if (!bench.undo()) await talk.say("Nothing has been done yet");
        return;
      case "hands":
        for (const [index, { says }] of hands.entries()) await talk.say(`${index + 1}  ${says}`, "  ");
        if (hands.length === 0) await talk.say("You have kubectl, and nothing beside it");
        return;
      case "hand":
        return this.#hand(order.number);
      case "hint":
        return this.#hint();
      case "help":
        for (const [word, about] of HELP) await talk.say(`${word.padEnd(11)} ${about}`, "  ");
        return;
      case "check":
        await this.judge();
    }
  }

  /** Unless it has been judged as it is. */
  async judgeAtEnd(): Promise<void> {
    if (this.#judged !== this.#exercise.bench.actions) await this.judge();
  }

  async judge(): Promise<Judgement> {
    const { judge, mode, scenario, seed, kubelet } = this.#exercise;
    const { talk, book, now } = this.#desk;
    const judgement = await judge();
    this.#judgement = judgement;
    this.#judged = this.#exercise.bench.actions;
    const right = judgement.kind !== "not-yet";
    book.add(exerciseAttempt({ mode, scenario: scenario.id, seed, kubelet }, { at: now(), right, hints: this.#hints }));
    const tone = judgement.kind === "solved" ? "good" : right ? "waiting" : "bad";
    const [first = "", ...more] = judgement.lines;
    await talk.write(`${talk.style.paint(tone, `${markOf(tone, talk.style)} ${plain(first)}`)}\n`);
    for (const line of more) await talk.say(line, "  ");
    return judgement;
  }

  async #kubectl({ line, isReading, refusal, file }: Extract<Order, { kind: "kubectl" }>): Promise<string> {
    const { bench } = this.#exercise;
    if (refusal !== undefined) return refusal;
    if (isReading) return bench.show(line);
    if (file === undefined || file === "-") return (await bench.act({ run: line, exits: 0 })).text;
    const text = await readText(file, { limit: INPUT_LIMIT });
    if (!text.ok) return `error: ${text.fault.message}\n`;
    return (await bench.act({ run: fromStdin(line, file), stdin: text.value, exits: 0 })).text;
  }

  async #hand(number: number): Promise<void> {
    const { hands, bench } = this.#exercise;
    const hand = hands[number - 1];
    if (hand === undefined) return this.#desk.talk.say("There is no such number; hands lists them");
    for (const deed of hand.deeds) await bench.act(deed);
    await this.#desk.talk.say(`Done: ${hand.says}`);
  }

  async #hint(): Promise<void> {
    const hints = await this.#exercise.hints();
    const hint = hints[Math.min(this.#hints, hints.length - 1)];
    this.#hints = Math.min(this.#hints + 1, hints.length);
    await this.#desk.talk.say(hint ?? "There is no hint", "  ");
  }
}
