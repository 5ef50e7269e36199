import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { partingOf, type Step } from "../../lessons/index.ts";
import { happening, instantText } from "../model/index.ts";
import { Breakable } from "./breakable.tsx";
import { branchTitle } from "./branch-strip.tsx";
import { usePage } from "./page-context.ts";
import { Status } from "./status.tsx";
import { TimeLine } from "./time-line.tsx";

/** Two futures side by side: their time lines at the same instant, and the first step in which they differ. */
export function CompareView(): JSX.Element {
  const { say, view, session, branch, dispatch } = usePage();
  const others = session.branches.filter(({ id }) => id !== branch.id);
  const [chosen, choose] = useState(others[0]?.id ?? 0);
  const other = others.find(({ id }) => id === chosen) ?? others[0];
  const step = view.steps[session.cursor];
  if (other === undefined) return <p class="empty">{say("compare.none")}</p>;
  const parting = partingOf(other.view.steps, view.steps);
  const at = step?.t ?? 0;
  return (
    <section class="compare" aria-labelledby="compare-heading" data-step={step?.id}>
      <h3 id="compare-heading">
        {parting === undefined
          ? say("compare.same")
          : say("compare.heading", { time: instantText((parting.right ?? parting.left)?.t ?? 0) })}
      </h3>
      <label class="field">
        <span>{say("compare.with")}</span>
        <select value={other.id} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {others.map((each) => (
            <option key={each.id} lang="en" value={each.id}>
              {branchTitle(each, say)}
            </option>
          ))}
        </select>
      </label>
      {[
        { one: other, first: parting?.left },
        { one: branch, first: parting?.right },
      ].map(({ one, first }) => (
        <div key={one.id} class="future">
          <h4 lang="en">{branchTitle(one, say)}</h4>
          <TimeLine view={one.view} at={at} scale="linear" />
          <First step={first} />
        </div>
      ))}
      {parting?.right === undefined ? null : (
        <button type="button" class="link" onClick={() => dispatch({ do: "go", step: parting.common })}>
          {say("feedback.show", { step: parting.right.id })}
        </button>
      )}
    </section>
  );
}

function First({ step }: { readonly step: Step | undefined }): JSX.Element {
  const { say } = usePage();
  if (step === undefined) return <p class="aside">{say("feedback.nothing")}</p>;
  return (
    <p class="aside" lang="en">
      {instantText(step.t)} <Breakable text={happening(step)} />{" "}
      {step.status === undefined ? null : <Status status={step.status} />}
    </p>
  );
}
