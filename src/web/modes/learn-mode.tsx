import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { whyOf } from "../../lessons/index.ts";
import { blanksOf, FADES, type Fade, happening, instantText, statusesOf, workedSteps } from "../model/index.ts";
import { Breakable, Status, usePage } from "../views/index.ts";

/** A worked run: read it, and fill what is left out; from level to level more is. */
export function LearnMode(): JSX.Element {
  const { say, view } = usePage();
  const [fade, setFade] = useState<Fade>("last");
  const worked = workedSteps(view.steps);
  const blanks = blanksOf(worked.length, fade);
  return (
    <>
      <label class="field">
        <span>{say("learn.fade")}</span>
        <select value={fade} onChange={(event) => setFade(event.currentTarget.value as Fade)}>
          {FADES.map((each) => (
            <option key={each} value={each}>
              {say(`fade.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <ol class="worked">
        {worked.map((index, place) => (
          <WorkedStep key={`${fade} ${index}`} index={index} isBlank={blanks.has(place)} />
        ))}
      </ol>
    </>
  );
}

function WorkedStep({ index, isBlank }: { readonly index: number; readonly isBlank: boolean }): JSX.Element | null {
  const { say, view } = usePage();
  const [filled, setFilled] = useState("");
  const step = view.steps[index];
  if (step === undefined) return null;
  const isRight = filled === step.status;
  return (
    <li>
      <span class="aside">{instantText(step.t)}</span>
      <div>
        <p>
          <Breakable text={isBlank && filled === "" ? step.action : happening(step)} />
        </p>
        <p>
          {say("learn.shows")}{" "}
          {isBlank && !isRight ? (
            <select
              aria-label={say("learn.blank", { step: step.id })}
              value={filled}
              onChange={(event) => setFilled(event.currentTarget.value)}
            >
              <option value="">{say("learn.choose")}</option>
              {statusesOf(view.steps).map((status) => (
                <option key={status}>{status}</option>
              ))}
            </select>
          ) : (
            <Status status={step.status ?? ""} />
          )}
          <span role="status">{isBlank && filled !== "" && !isRight ? ` ${say("learn.not")}` : ""}</span>
        </p>
        {isBlank && !isRight ? null : (
          <p class="aside">{[step.notes, whyOf(view.run, step)[1]?.text].filter(Boolean).join("; ")}</p>
        )}
      </div>
    </li>
  );
}
