import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { sentenceOf } from "../../lessons/index.ts";
import { brierOf, happening, instantText, predictable, statusesOf } from "../model/index.ts";
import { Breakable, Status, TimeLine, usePage } from "../views/index.ts";

interface Prediction {
  readonly step: number;
  readonly said: string;
  readonly right: boolean;
  readonly sure: boolean;
}

/** The player halts before each step: say what kubectl will show, and how sure you are; then see it. */
export function PredictMode(): JSX.Element {
  const { say, view } = usePage();
  const points = predictable(view.steps);
  const [made, setMade] = useState<readonly Prediction[]>([]);
  const [seen, setSeen] = useState(true);
  const next = points[seen ? made.length : made.length - 1];
  const step = next === undefined ? undefined : view.steps[next];
  const last = made.at(-1);
  if (step === undefined) return <Outcome made={made} />;
  const predict = (said: string, sure: boolean): void => {
    setMade([...made, { step: next ?? 0, said, sure, right: said === step.status }]);
    setSeen(false);
  };
  const after = seen ? step.t : (view.steps[(next ?? 0) + 1]?.t ?? view.length);
  return (
    <>
      <div class="mode-line">
        <TimeLine at={step.t} upTo={after} />
      </div>
      <div class="mode-columns">
        <div>
          {seen ? (
            <Ask key={step.id} at={step.t} options={statusesOf(view.steps)} predict={predict} />
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
        <div class="mode-side">
          <h3>{say("predict.before")}</h3>
          <ol class="before" lang="en">
            {view.steps.slice(Math.max(0, (next ?? 0) - 4), next).map((each) => (
              <li key={each.id}>
                <span class="aside">{instantText(each.t)}</span> <Breakable text={happening(each)} />{" "}
                {each.status === undefined ? null : <Status status={each.status} />}
              </li>
            ))}
          </ol>
        </div>
      </div>
    </>
  );
}

interface AskProps {
  readonly at: number;
  readonly options: readonly string[];
  readonly predict: (said: string, sure: boolean) => void;
}

function Ask({ at, options, predict }: AskProps): JSX.Element {
  const { say } = usePage();
  const [said, setSaid] = useState("");
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
        <button type="button" disabled={said === ""} onClick={() => predict(said, true)}>
          {say("question.sure")}
        </button>
        <button type="button" disabled={said === ""} onClick={() => predict(said, false)}>
          {say("question.unsure")}
        </button>
      </div>
    </fieldset>
  );
}

function Outcome({ made }: { readonly made: readonly Prediction[] }): JSX.Element {
  const { say, view, dispatch } = usePage();
  const right = made.filter((each) => each.right).length;
  return (
    <div class="outcome" role="status">
      <h2>{say("predict.done", { n: right, of: made.length })}</h2>
      <p>{say("predict.brier", { score: brierOf(made).toFixed(2) })}</p>
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
