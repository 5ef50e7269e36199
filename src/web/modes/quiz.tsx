import type { JSX } from "preact";

import { usePage } from "../views/index.ts";
import { QuestionCard } from "./question-card.tsx";
import { useAttempts } from "./use-attempts.ts";
import { useQuestions } from "./use-questions.ts";

interface QuizProps {
  readonly title: string;
  readonly templates: readonly string[];
}

/** Questions about the run above, each with its solution. */
export function Quiz({ title, templates }: QuizProps): JSX.Element {
  const { say } = usePage();
  const questions = useQuestions(templates);
  const { record } = useAttempts();
  return (
    <section class="quiz" aria-label={title}>
      <h2>{title}</h2>
      {questions === undefined ? <p class="aside">{say("question.making")}</p> : null}
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
