import type { JSX } from "preact";

import type { Question } from "../../lessons/index.ts";
import { usePage } from "../views/index.ts";
import { QuestionCard } from "./question-card.tsx";
import { useAttempts } from "./use-attempts.ts";

interface QuizProps {
  readonly title: string;
  /** Undefined while they are made. */
  readonly questions: readonly Question[] | undefined;
}

/** Questions about the run above, each with its solution. */
export function Quiz({ title, questions }: QuizProps): JSX.Element {
  const { say } = usePage();
  const { record } = useAttempts();
  return (
    <section class="quiz" aria-label={title}>
      <h2>{title}</h2>
      {questions === undefined ? <p class="aside">{say("question.making")}</p> : null}
      {questions?.length === 0 ? <p class="empty">{say("quiz.none")}</p> : null}
      {(questions ?? []).map((question, index) => (
        <QuestionCard
          key={question.id}
          question={question}
          number={say("question.number-of", {
            n: index + 1,
            of: questions?.length ?? 0,
            level: say(`level.${question.level}`),
          })}
          onGiven={(given) => record(question, "visualize", given)}
        />
      ))}
    </section>
  );
}

/** On paper the answers come last. */
export function Answers({ parts }: { readonly parts: readonly (readonly Question[])[] }): JSX.Element {
  const { say } = usePage();
  return (
    <section class="answers print-only" aria-label={say("answers.title")}>
      <h2>{say("answers.title")}</h2>
      {parts.map((questions, part) => (
        <ol key={part}>
          {questions.map(({ id, stem, answer, check }) => (
            <li key={id}>
              {stem}{" "}
              <span lang="en">
                <strong>{answer}</strong> {check}
              </span>
            </li>
          ))}
        </ol>
      ))}
    </section>
  );
}
