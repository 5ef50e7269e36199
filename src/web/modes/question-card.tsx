import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Answer, isRight, type Question } from "../../lessons/index.ts";
import { Breakable, usePage } from "../views/index.ts";
import { Feedback } from "./feedback.tsx";

export interface Given {
  readonly answer: Answer;
  readonly right: boolean;
  readonly hints: number;
  readonly confidence: "sure" | "unsure";
  /** The belief that the answer goes with. */
  readonly belief?: string;
}

interface QuestionCardProps {
  readonly question: Question;
  readonly number: string;
  /** Without hint and feedback; the key is shown at the end. */
  readonly isTest?: boolean;
  /** What is to be done before the feedback is shown. */
  readonly onGiven?: (given: Given) => Promise<void>;
}

/** One question: choices or a number, how sure one is, a hint, and what the run says. */
export function QuestionCard({ question, number, isTest = false, onGiven }: QuestionCardProps): JSX.Element {
  const { say } = usePage();
  const [answer, setAnswer] = useState<Answer>({ chosen: [] });
  const [hinted, setHinted] = useState(false);
  const [given, setGiven] = useState<Given>();
  const [isTold, setTold] = useState(false);
  const isEmpty = "chosen" in answer ? answer.chosen.length === 0 : Number.isNaN(answer.typed);
  const give = async (confidence: Given["confidence"]): Promise<void> => {
    const belief = beliefOf(question, answer);
    const made = {
      answer,
      right: isRight(question, answer),
      hints: hinted ? 1 : 0,
      confidence,
      ...(belief === undefined ? {} : { belief }),
    };
    setGiven(made);
    try {
      await onGiven?.(made);
    } finally {
      setTold(true);
    }
  };
  const isOpen = given === undefined;
  return (
    <fieldset class="question" data-template={question.template}>
      <legend>
        <span class="aside">{number}</span>{" "}
        <span>
          <Breakable text={question.stem} />
        </span>
      </legend>
      {question.evidence === undefined ? null : <pre class="terminal">{question.evidence}</pre>}
      <Choices question={question} answer={answer} change={setAnswer} isOpen={isOpen} isMarked={isTold && !isTest} />
      {isOpen ? (
        <div class="row">
          <button type="button" disabled={isEmpty} onClick={() => void give("sure")}>
            {say("question.sure")}
          </button>
          <button type="button" disabled={isEmpty} onClick={() => void give("unsure")}>
            {say("question.unsure")}
          </button>
          {isTest || hinted ? null : (
            <button type="button" class="link" onClick={() => setHinted(true)}>
              {say("question.hint")}
            </button>
          )}
        </div>
      ) : null}
      {hinted ? <p class="aside">{question.hint}</p> : null}
      <div role="status">
        {given === undefined || !isTold || isTest ? null : <Feedback question={question} given={given} />}
      </div>
    </fieldset>
  );
}

function beliefOf({ choices }: Question, answer: Answer): string | undefined {
  if (!("chosen" in answer)) return undefined;
  return choices.find(({ id, right, belief }) => !right && belief !== undefined && answer.chosen.includes(id))?.belief;
}

interface ChoicesProps {
  readonly question: Question;
  readonly answer: Answer;
  readonly change: (answer: Answer) => void;
  readonly isOpen: boolean;
  /** The key is shown. */
  readonly isMarked: boolean;
}

function Choices({ question, answer, change, isOpen, isMarked }: ChoicesProps): JSX.Element {
  const { say } = usePage();
  if (question.format === "number") {
    return (
      <label class="field">
        <span>{say("question.number")}</span>
        <input
          type="number"
          step="any"
          disabled={!isOpen}
          onInput={(event) => change({ typed: event.currentTarget.valueAsNumber })}
        />
        {question.number?.unit}
      </label>
    );
  }
  const chosen = "chosen" in answer ? answer.chosen : [];
  const isMany = question.format === "many";
  const toggle = (id: string): readonly string[] =>
    chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
  return (
    <div class="choices">
      {question.choices.map(({ id, text, right }) => (
        <label key={id} class={isMarked ? `choice ${right ? "right" : chosen.includes(id) ? "wrong" : ""}` : "choice"}>
          <input
            type={isMany ? "checkbox" : "radio"}
            name={question.id}
            checked={chosen.includes(id)}
            disabled={!isOpen}
            onChange={() => change({ chosen: isMany ? toggle(id) : [id] })}
          />
          <span class="letter">{id}</span>
          <span lang="en">
            <Breakable text={text} />
          </span>
        </label>
      ))}
    </div>
  );
}
