import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { GLYPHS, skillShares, toneOf } from "../../lessons/index.ts";
import {
  blanksOf,
  fadeFor,
  FADES,
  type Fade,
  happening,
  instantText,
  statusesOf,
  workedSteps,
} from "../model/index.ts";
import { At, Breakable, Status, TimeLine, TrackerView, usePage } from "../views/index.ts";
import { useAttempts } from "./use-attempts.ts";

/** A worked run: read it, and fill what is left out. The time line grows with what is known. */
export function LearnMode(): JSX.Element {
  const { say } = usePage();
  const { attempts } = useAttempts();
  const [chosen, setFade] = useState<Fade>();
  const fade = chosen ?? fadeFor(skillShares(attempts));
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
      <Worked key={fade} fade={fade} more={() => setFade(FADES[FADES.indexOf(fade) + 1] ?? fade)} />
    </>
  );
}

function Worked({ fade, more }: { readonly fade: Fade; readonly more: () => void }): JSX.Element {
  const { say, view, dispatch } = usePage();
  const [filled, setFilled] = useState<ReadonlyMap<number, string>>(new Map());
  const [looked, look] = useState(Infinity);
  const worked = workedSteps(view.steps);
  const blanks = blanksOf(worked.length, fade);
  const isOpen = (place: number): boolean =>
    blanks.has(place) && filled.get(place) !== view.steps[worked[place] ?? 0]?.status;
  const firstOpen = worked.findIndex((_, place) => isOpen(place));
  const known = firstOpen === -1 ? worked.length : firstOpen;
  const place = Math.max(0, Math.min(looked, known - 1));
  const left = worked.filter((_, each) => isOpen(each)).length;
  const upTo = known === worked.length ? {} : { upTo: view.steps[worked[known] ?? 0]?.t ?? 0 };
  return (
    <>
      <div class="mode-line">
        <TimeLine at={view.steps[worked[place] ?? 0]?.t ?? 0} {...upTo} />
      </div>
      <div class="mode-columns">
        <div>
          <ol class="worked">
            {worked.map((index, each) => (
              <WorkedStep
                key={index}
                index={index}
                isOpen={isOpen(each)}
                filled={filled.get(each) ?? ""}
                fill={(status) => setFilled(new Map([...filled, [each, status]]))}
                look={() => look(each)}
              />
            ))}
          </ol>
          <p class="row" role="status">
            {left > 0 ? say("learn.left", { n: left }) : say("learn.whole")}
          </p>
          <p class="row">
            {left > 0 || fade === "all" ? null : (
              <button type="button" class="primary" onClick={more}>
                {say("learn.more")}
              </button>
            )}
            <button type="button" onClick={() => dispatch({ do: "mode", mode: "visualize" })}>
              {say("learn.visualize")}
            </button>
          </p>
        </div>
        <div class="mode-side">
          <At step={worked[place] ?? 0}>
            <TrackerView />
          </At>
        </div>
      </div>
    </>
  );
}

interface WorkedStepProps {
  readonly index: number;
  readonly isOpen: boolean;
  readonly filled: string;
  readonly fill: (status: string) => void;
  readonly look: () => void;
}

function WorkedStep({ index, isOpen, filled, fill, look }: WorkedStepProps): JSX.Element | null {
  const { say, view } = usePage();
  const step = view.steps[index];
  if (step === undefined) return null;
  const tone = isOpen ? "unknown" : toneOf(step.status ?? "");
  return (
    <li onMouseEnter={look} onFocusIn={look}>
      <span class="aside">{instantText(step.t)}</span>
      <span class={`node tone-${tone}`} aria-hidden="true">
        {GLYPHS[tone]}
      </span>
      <div>
        <p lang="en">
          <Breakable text={isOpen ? step.action : happening(step)} />
        </p>
        <p class="shows">
          {say("learn.shows")}{" "}
          {isOpen ? (
            <select
              aria-label={say("learn.blank", { step: step.id })}
              value={filled}
              onChange={(event) => fill(event.currentTarget.value)}
            >
              <option value="">{say("learn.choose")}</option>
              {statusesOf(view.steps).map((status) => (
                <option key={status}>{status}</option>
              ))}
            </select>
          ) : (
            <Status status={step.status ?? ""} />
          )}
          <span role="status">{isOpen && filled !== "" ? ` ${say("learn.not")}` : ""}</span>
        </p>
        {isOpen || step.notes === "" ? null : (
          <p class="aside" lang="en">
            {step.notes}
          </p>
        )}
      </div>
    </li>
  );
}
