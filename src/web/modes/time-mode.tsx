import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { attemptTimes, instantText, toleranceOf } from "../model/index.ts";
import { TimeLine, usePage } from "../views/index.ts";
import { Labs } from "./labs.tsx";
import { PublicLog } from "./public-log.tsx";
import { Quiz } from "./quiz.tsx";
import { useQuestions } from "./use-questions.ts";

const GIVEN = 2;
const ASKED = 3;
const ABOUT_TIME = ["Q12", "Q13", "Q14", "Q15"] as const;

/** Place the next attempts on an empty line; then see where they were, and why each came later than its window. */
export function TimeMode(): JSX.Element {
  const { say, view } = usePage();
  const questions = useQuestions(ABOUT_TIME);
  const times = attemptTimes(view);
  const given = times.slice(0, GIVEN);
  const asked = times.slice(GIVEN, GIVEN + ASKED);
  const [typed, setTyped] = useState<readonly number[]>([]);
  const [isShown, setShown] = useState(false);
  if (asked.length === 0) return <p class="empty">{say("time.none")}</p>;
  const values = asked.map((_, index) => typed[index] ?? Number.NaN);
  const open = values.findIndex(Number.isNaN);
  const marks = values.flatMap((value, index) =>
    Number.isNaN(value) ? [] : { t: value * 1000, label: `${GIVEN + index + 1}` },
  );
  const place = (t: number): void => {
    if (open !== -1 && !isShown) setTyped(replaced(typed, open, Math.round(t / 1000)));
  };
  return (
    <>
      <p>{say("time.given", { times: given.map(instantText).join(", ") })}</p>
      <div class="mode-line">
        <TimeLine
          at={given.at(-1) ?? 0}
          scale="linear"
          marks={marks}
          onPlace={place}
          {...(isShown ? {} : { upTo: (given.at(-1) ?? 0) + 1 })}
        />
      </div>
      <fieldset class="question">
        <legend>{say("time.ask")}</legend>
        <div class="row">
          {values.map((value, index) => (
            <label key={index} class="field">
              <span>{say("time.attempt", { n: GIVEN + index + 1 })}</span>
              <input
                type="number"
                min={0}
                step="any"
                disabled={isShown}
                value={Number.isNaN(value) ? "" : value}
                onInput={(event) => setTyped(replaced(typed, index, event.currentTarget.valueAsNumber))}
              />
            </label>
          ))}
          <button type="button" class="primary" disabled={isShown} onClick={() => setShown(true)}>
            {say("time.check")}
          </button>
          <button type="button" disabled={typed.length === 0} onClick={() => (setTyped([]), setShown(false))}>
            {say("time.again")}
          </button>
        </div>
      </fieldset>
      <div role="status">{isShown ? <Shown asked={asked} typed={typed} /> : null}</div>
      <PublicLog />
      <Labs />
      <Quiz title={say("time.more")} questions={questions} />
    </>
  );
}

function replaced(values: readonly number[], index: number, value: number): readonly number[] {
  const next = Array.from({ length: Math.max(values.length, index + 1) }, (_, at) => values[at] ?? Number.NaN);
  next[index] = value;
  return next;
}

function Shown({
  asked,
  typed,
}: {
  readonly asked: readonly number[];
  readonly typed: readonly number[];
}): JSX.Element {
  const { say, view } = usePage();
  const tolerance = toleranceOf(view);
  return (
    <div class="feedback">
      <ul>
        {asked.map((t, index) => {
          const off = (typed[index] ?? Number.NaN) - t / 1000;
          const isRight = Math.abs(off) <= tolerance;
          return (
            <li key={t} class={isRight ? "tone-good" : "tone-bad"}>
              {say(isRight ? "time.hit" : "time.miss", { n: GIVEN + index + 1, time: instantText(t) })}
            </li>
          );
        })}
      </ul>
      <p class="aside">{say("time.tolerance", { n: tolerance })}</p>
    </div>
  );
}
