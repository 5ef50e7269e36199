import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { type Question, reviewCards, reviewWorlds, skillShares } from "../../lessons/index.ts";
import { loadWorld, wallNow } from "../browser/index.ts";
import { dayText, isDue } from "../model/index.ts";
import { usePage } from "../views/index.ts";
import { ProgressBox } from "./progress-box.tsx";
import { type Given, QuestionCard } from "./question-card.tsx";
import { type Attempts, useAttempts } from "./use-attempts.ts";

/** What is due, each time about another world; then what is due next. */
export function ReviewMode(): JSX.Element {
  const { say } = usePage();
  const progress = useAttempts();
  const cards = reviewCards(progress.attempts);
  const due = cards.filter((card) => isDue(card, wallNow()));
  const [current, setCurrent] = useState<Asked>();
  const [first] = due;
  const asked =
    current ?? (first === undefined ? undefined : { template: first.template, round: progress.attempts.length });
  if (progress.store === undefined) return <p class="aside">{say("question.making")}</p>;
  return (
    <>
      {cards.length === 0 ? <Nothing /> : <p>{say("review.due", { n: due.length, all: cards.length })}</p>}
      {asked === undefined ? null : (
        <Due
          key={`${asked.template} ${asked.round}`}
          asked={asked}
          progress={progress}
          hold={() => setCurrent(asked)}
          next={() => setCurrent(undefined)}
        />
      )}
      {cards.length === 0 ? null : (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{say("review.card")}</th>
              <th scope="col">{say("review.skill")}</th>
              <th scope="col">{say("review.when")}</th>
            </tr>
          </thead>
          <tbody>
            {cards.map(({ template, skill, due }) => (
              <tr key={template}>
                <th scope="row">{template}</th>
                <td>{say(`skill.${skill}`)}</td>
                <td>
                  <time lang="en">{dayText(due)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ProgressBox progress={progress} shares={skillShares(progress.attempts)} />
    </>
  );
}

/** Where answers come from. */
function Nothing(): JSX.Element {
  const { say, dispatch } = usePage();
  return (
    <>
      <p>{say("review.empty")}</p>
      <p class="row">
        <button type="button" class="primary" onClick={() => dispatch({ do: "mode", mode: "visualize" })}>
          {say("learn.visualize")}
        </button>
        <button type="button" onClick={() => dispatch({ do: "mode", mode: "test" })}>
          {say("predict.to-test")}
        </button>
      </p>
    </>
  );
}

interface Asked {
  readonly template: string;
  readonly round: number;
}

interface DueProps {
  readonly asked: Asked;
  readonly progress: Attempts;
  /** The question stays although it is no longer due, until `next`. */
  readonly hold: () => void;
  readonly next: () => void;
}

function Due({ asked, progress, hold, next }: DueProps): JSX.Element {
  const { say } = usePage();
  const [isGiven, setGiven] = useState(false);
  const question = useFreshQuestion(asked.template, asked.round);
  if (question === undefined) return <p class="aside">{say("question.making")}</p>;
  const take = async (given: Given): Promise<void> => {
    hold();
    await progress.record(question, "review", given);
    setGiven(true);
  };
  return (
    <>
      <QuestionCard question={question} number={say("review.now", { world: question.world })} onGiven={take} />
      {isGiven ? (
        <button type="button" class="primary" onClick={next}>
          {say("predict.next")}
        </button>
      ) : null}
    </>
  );
}

/** The same kind of question about another world than last time. */
function useFreshQuestion(template: string, round: number): Question | undefined {
  const { engine, session, settings } = usePage();
  const { kubelet } = session;
  const [question, setQuestion] = useState<Question>();
  useEffect(() => {
    let wanted = true;
    const find = async (): Promise<void> => {
      for (const name of reviewWorlds(round)) {
        const data = await loadWorld(name);
        if (data === undefined || !wanted) continue;
        const [made] = await engine("questions", {
          world: data.world,
          seed: data.world.seed + round,
          kubelet,
          language: settings.language,
          templates: [template],
        });
        if (made !== undefined) return wanted ? setQuestion(made) : undefined;
      }
    };
    void find();
    return () => {
      wanted = false;
    };
  }, [engine, template, round, kubelet, settings.language]);
  return question;
}
