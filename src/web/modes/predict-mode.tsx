import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { type BeliefId, beliefText, type Question, sentenceOf } from "../../lessons/index.ts";
import { brierOf, happening, instantText, stepOfId, withActions } from "../model/index.ts";
import { Breakable, Status, TimeLine, usePage } from "../views/index.ts";
import { useAttempts } from "./use-attempts.ts";

interface Prediction {
  readonly step: number;
  readonly said: string;
  readonly right: boolean;
  readonly sure: boolean;
  /** What those believe who expect it. */
  readonly belief?: BeliefId;
}

/** The player halts before each step: say what kubectl will show, and how sure you are; then see it. */
export function PredictMode(): JSX.Element {
  const { say, engine, session, branch } = usePage();
  const { world, seed, kubelet } = session;
  const [questions, setQuestions] = useState<readonly Question[]>();
  useEffect(() => {
    void engine("predictions", { world: withActions(world, branch.actions), seed, kubelet }).then(setQuestions);
  }, [engine, world, branch.actions, seed, kubelet]);
  if (questions === undefined) return <p class="aside">{say("question.making")}</p>;
  return <Predicting questions={questions} />;
}

function Predicting({ questions }: { readonly questions: readonly Question[] }): JSX.Element {
  const { say, view } = usePage();
  const { record } = useAttempts();
  const points = questions.filter(({ step }) => stepOfId(view, step) !== undefined);
  const [made, setMade] = useState<readonly Prediction[]>([]);
  const [seen, setSeen] = useState(true);
  const question = points[seen ? made.length : made.length - 1];
  const next = question === undefined ? undefined : stepOfId(view, question.step);
  const step = next === undefined ? undefined : view.steps[next];
  const last = made.at(-1);
  if (question === undefined || step === undefined) return <Outcome made={made} />;
  const predict = async (said: string, sure: boolean): Promise<void> => {
    const choice = question.choices.find(({ text }) => text === said);
    const [right, belief] = [choice?.right === true, choice?.belief];
    const known = belief === undefined ? {} : { belief };
    const answer = { chosen: [choice?.id ?? ""] };
    await record(question, "predict", { answer, right, hints: 0, confidence: sure ? "sure" : "unsure", ...known });
    setMade([...made, { step: next ?? 0, said, sure, right, ...known }]);
    setSeen(false);
  };
  const options = question.choices.map(({ text }) => text);
  const after = seen ? step.t : (view.steps[(next ?? 0) + 1]?.t ?? view.length);
  return (
    <>
      <div class="mode-line">
        <TimeLine at={step.t} upTo={after} />
      </div>
      <div class="mode-columns">
        <div>
          {seen ? (
            <Ask key={step.id} at={step.t} options={options} predict={predict} />
          ) : (
            <div class="feedback" role="status">
              <p class={last?.right ? "tone-good" : "tone-bad"}>
                <strong>{say(last?.right ? "feedback.right" : "feedback.wrong")}</strong>{" "}
                {say("predict.said", { said: last?.said ?? "" })}
              </p>
              <p lang="en">{sentenceOf(step)}</p>
              <p class="aside" lang="en">
                {step.notes}
              </p>
              <button type="button" class="primary" onClick={() => setSeen(true)}>
                {say("predict.next")}
              </button>
            </div>
          )}
          <p class="aside">{say("predict.place", { n: made.length, of: points.length })}</p>
        </div>
        <Before step={next ?? 0} />
      </div>
    </>
  );
}

const TOLD = 4;

/** The last steps before the one that is asked about. */
function Before({ step }: { readonly step: number }): JSX.Element {
  const { say, view } = usePage();
  return (
    <div class="mode-side">
      <h3>{say("predict.before")}</h3>
      <ol class="before" lang="en">
        {view.steps.slice(Math.max(0, step - TOLD), step).map((each) => (
          <li key={each.id}>
            <span class="aside">{instantText(each.t)}</span> <Breakable text={happening(each)} />{" "}
            {each.status === undefined ? null : <Status status={each.status} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface AskProps {
  readonly at: number;
  readonly options: readonly string[];
  readonly predict: (said: string, sure: boolean) => Promise<void>;
}

function Ask({ at, options, predict }: AskProps): JSX.Element {
  const { say } = usePage();
  const [said, setSaid] = useState("");
  const [isGiven, setGiven] = useState(false);
  const give = (sure: boolean): void => {
    setGiven(true);
    void predict(said, sure);
  };
  return (
    <fieldset class="question">
      <legend>{say("predict.ask", { time: instantText(at) })}</legend>
      <div class="choices">
        {options.map((status) => (
          <label key={status} class="choice">
            <input type="radio" name="prediction" checked={said === status} onChange={() => setSaid(status)} />
            <Status status={status} />
          </label>
        ))}
      </div>
      <div class="row">
        <button type="button" disabled={said === "" || isGiven} onClick={() => give(true)}>
          {say("question.sure")}
        </button>
        <button type="button" disabled={said === "" || isGiven} onClick={() => give(false)}>
          {say("question.unsure")}
        </button>
      </div>
    </fieldset>
  );
}

function Outcome({ made }: { readonly made: readonly Prediction[] }): JSX.Element {
  const { say, settings, view, dispatch } = usePage();
  const right = made.filter((each) => each.right).length;
  const beliefs = [...new Set(made.flatMap(({ belief }) => belief ?? []))];
  return (
    <div class="outcome" role="status">
      <h2>{say("predict.done", { n: right, of: made.length })}</h2>
      <p>{say("predict.brier", { score: brierOf(made).toFixed(2) })}</p>
      {beliefs.length === 0 ? null : (
        <>
          <h3>{say("predict.beliefs")}</h3>
          <ul class="beliefs">
            {beliefs.map((belief) => (
              <li key={belief}>{beliefText(belief, settings.language)}</li>
            ))}
          </ul>
        </>
      )}
      <ul>
        {made
          .filter((each) => !each.right)
          .map(({ step, said }) => (
            <li key={step}>
              {say("predict.missed", { said, shown: view.steps[step]?.status ?? "" })}{" "}
              <button
                type="button"
                class="link"
                onClick={() => (dispatch({ do: "go", step }), dispatch({ do: "mode", mode: "visualize" }))}
              >
                {say("feedback.show", { step: view.steps[step]?.id ?? "" })}
              </button>
            </li>
          ))}
      </ul>
      <button type="button" onClick={() => dispatch({ do: "mode", mode: right === made.length ? "test" : "why" })}>
        {say(right === made.length ? "predict.to-test" : "predict.to-why")}
      </button>
    </div>
  );
}
