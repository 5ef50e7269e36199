import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { beliefText, type BeliefId, type Question } from "../../lessons/index.ts";
import { instantText, type Parted, partingOf } from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";
import type { Given } from "./question-card.tsx";

/** Right or not, how one comes to it, the line that shows it; and where the answer goes with a belief, its run beside the real one. */
export function Feedback({ question, given }: { readonly question: Question; readonly given: Given }): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const { solution, answer, check, step } = question;
  const own = question.world === session.world.name ? view.steps.findIndex(({ id }) => id === step) : -1;
  return (
    <div class="feedback">
      <p class={given.right ? "tone-good" : "tone-bad"}>
        <strong>{say(given.right ? "feedback.right" : "feedback.wrong")}</strong>
      </p>
      <h4>{say("feedback.solution")}</h4>
      <ol>
        {solution.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h4>{say("feedback.answer")}</h4>
      <p lang="en">{answer}</p>
      <h4>{say("feedback.check")}</h4>
      <p>
        <span lang="en">{check}</span>{" "}
        {own === -1 ? null : (
          <button type="button" class="link" onClick={() => dispatch({ do: "go", step: own })}>
            {say("feedback.show", { step })}
          </button>
        )}
      </p>
      <Mistakes question={question} />
      {given.belief === undefined ? null : <Parting question={question} belief={given.belief as BeliefId} />}
    </div>
  );
}

function Mistakes({ question }: { readonly question: Question }): JSX.Element | null {
  const { say, settings } = usePage();
  const beliefs = [...new Set(question.choices.flatMap(({ belief }) => belief ?? []))];
  if (beliefs.length === 0) return null;
  return (
    <>
      <h4>{say("feedback.mistakes")}</h4>
      <ul>
        {beliefs.map((belief) => (
          <li key={belief}>{beliefText(belief, settings.language)}</li>
        ))}
      </ul>
    </>
  );
}

/** Where kubectl shows something else for the first time, if a kubelet were as believed. */
function Parting({ question, belief }: { readonly question: Question; readonly belief: BeliefId }): JSX.Element | null {
  const { say, engine, session, settings } = usePage();
  const [side, setSide] = useState<Parted>();
  const { world } = session;
  const { seed, kubelet } = question;
  const isOwn = question.world === world.name;
  useEffect(() => {
    if (!isOwn) return;
    const both = [
      engine("run", { world, seed, kubelet }),
      engine("believed", { world, seed, kubelet, belief }),
    ] as const;
    void Promise.all(both).then(([real, believed]) => setSide(partingOf(real, believed)));
  }, [engine, world, seed, kubelet, belief, isOwn]);
  if (side === undefined) return null;
  return (
    <div class="parting">
      <h4>{say("feedback.parting", { belief: beliefText(belief, settings.language) })}</h4>
      <dl>
        <dt>{say("feedback.real")}</dt>
        <dd>
          <Shown stretch={side.real} />
        </dd>
        <dt>{say("feedback.believed")}</dt>
        <dd>
          <Shown stretch={side.believed} />
        </dd>
      </dl>
    </div>
  );
}

function Shown({ stretch }: { readonly stretch: Parted["real"] }): JSX.Element {
  const { say } = usePage();
  if (stretch === undefined) return <>{say("feedback.nothing")}</>;
  return (
    <>
      {say("feedback.shows", { time: instantText(stretch.from) })} <Status status={stretch.status} />
    </>
  );
}
