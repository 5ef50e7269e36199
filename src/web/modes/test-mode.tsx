import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { estimate, isLasting, type Question, reviewWorlds, skillShares } from "../../lessons/index.ts";
import type { World } from "../../kinds/index.ts";
import { loadWorld } from "../browser/index.ts";
import { usePage } from "../views/index.ts";
import { Feedback } from "./feedback.tsx";
import { type Given, QuestionCard } from "./question-card.tsx";
import { SkillShares } from "./skill-shares.tsx";
import { useAttempts } from "./use-attempts.ts";

/** Ten questions of many worlds, without hints; what they say comes at the end, with how little that is. */
export function TestMode(): JSX.Element {
  const { say, session } = usePage();
  const { questions, isMaking, start } = useTest();
  const { attempts } = useAttempts();
  if (questions !== undefined) return <Paper questions={questions} />;
  return (
    <>
      <div class="row">
        <button type="button" class="primary" disabled={isMaking} onClick={() => void start()}>
          {say("test.start")}
        </button>
        <span class="aside">{isMaking ? say("question.making") : say("test.seed", { seed: `${session.seed}` })}</span>
      </div>
      <section class="progress" aria-labelledby="test-skills">
        <h2 id="test-skills">{say("test.skills")}</h2>
        <SkillShares shares={skillShares(attempts)} />
      </section>
    </>
  );
}

interface TestHook {
  readonly questions: readonly Question[] | undefined;
  readonly isMaking: boolean;
  readonly start: () => Promise<void>;
}

function useTest(): TestHook {
  const { engine, session, settings } = usePage();
  const [questions, setQuestions] = useState<readonly Question[]>();
  const [isMaking, setMaking] = useState(false);
  // While the learner reads what comes.
  const worlds = useMemo(practiceWorlds, []);
  const start = async (): Promise<void> => {
    setMaking(true);
    const { seed, kubelet } = session;
    setQuestions(await engine("test", { worlds: await worlds, seed, kubelet, language: settings.language }));
  };
  return { questions, isMaking, start };
}

async function practiceWorlds(): Promise<readonly World[]> {
  const data = await Promise.all(reviewWorlds(0).map(loadWorld));
  return data.flatMap((each) => (each === undefined ? [] : [each.world]));
}

function Paper({ questions }: { readonly questions: readonly Question[] }): JSX.Element {
  const { say } = usePage();
  const { record } = useAttempts();
  const [given, setGiven] = useState<ReadonlyMap<string, Given>>(new Map());
  const take = async (question: Question, one: Given): Promise<void> => {
    await record(question, "test", one);
    setGiven((before) => new Map([...before, [question.id, one]]));
  };
  const [of, left] = [questions.length, questions.length - given.size];
  return (
    <>
      {questions.map((question, index) => (
        <QuestionCard
          key={question.id}
          question={question}
          isTest
          number={say("question.number-of", { n: index + 1, of, level: say(`level.${question.level}`) })}
          onGiven={(one) => take(question, one)}
        />
      ))}
      <div role="status">
        {left === 0 ? <Outcome questions={questions} given={given} /> : say("test.left", { n: left })}
      </div>
    </>
  );
}

interface OutcomeProps {
  readonly questions: readonly Question[];
  readonly given: ReadonlyMap<string, Given>;
}

function Outcome({ questions, given }: OutcomeProps): JSX.Element {
  const { say } = usePage();
  const results = questions.map((question) => ({ question, right: given.get(question.id)?.right ?? false }));
  const { grade, right, mean, low, high } = estimate(results);
  const { store, attempts, recordTest } = useAttempts();
  // Once, as soon as the storage is there.
  useEffect(() => {
    if (store !== undefined) recordTest(grade, questions[0]?.seed ?? 0);
  }, [store]);
  const [one, other, third] = [mean, low, high].map((value) => value.toFixed(1));
  return (
    <div class="outcome">
      <h2>{say(grade === "strong" && isLasting(attempts) ? "grade.lasting" : `grade.${grade}`)}</h2>
      <p>{say("test.right", { n: right, of: questions.length })}</p>
      <p>{say("test.interval", { mean: one ?? "", low: other ?? "", high: third ?? "" })}</p>
      <p class="aside">{say("test.honest")}</p>
      {questions.map((question, index) => {
        const answer = given.get(question.id);
        if (answer === undefined || answer.right) return null;
        return (
          <details key={question.id}>
            <summary>{say("test.missed", { n: index + 1, stem: question.stem })}</summary>
            <Feedback question={question} given={answer} />
          </details>
        );
      })}
    </div>
  );
}
