import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { whyOf, type WhyLink } from "../../lessons/index.ts";
import { happening, instantText, whyChoices } from "../model/index.ts";
import { At, Breakable, EventsView, TimeLine, usePage } from "../views/index.ts";

/** From an effect back to its causes, one link at a time: each has to be found among others. */
export function WhyMode(): JSX.Element {
  const { say, view, session } = usePage();
  const last = view.steps.findLastIndex(({ id }) => /^[pb]\d/.test(id));
  const [index, setIndex] = useState(session.cursor > 0 ? session.cursor : Math.max(0, last));
  const step = view.steps[index];
  return (
    <>
      <label class="field">
        <span>{say("why.step")}</span>
        <select lang="en" value={index} onChange={(event) => setIndex(Number(event.currentTarget.value))}>
          {view.steps.map((each, at) => (
            <option key={each.id} value={at}>
              {each.id} · {instantText(each.t)} · {happening(each).slice(0, 70)}
            </option>
          ))}
        </select>
      </label>
      {step === undefined ? null : <Chain key={step.id} links={whyOf(view.run, step)} step={index} />}
    </>
  );
}

interface ChainProps {
  readonly links: readonly WhyLink[];
  /** Index of the step that is asked about. */
  readonly step: number;
}

function Chain({ links, step }: ChainProps): JSX.Element {
  const { say, view } = usePage();
  const [known, setKnown] = useState(1);
  const [wrong, setWrong] = useState<string>();
  const next = links[known];
  const choices = next === undefined ? [] : whyChoices(view, links, known);
  const choose = (text: string): void => {
    setWrong(text === next?.text ? undefined : text);
    if (text === next?.text) setKnown(known + 1);
  };
  return (
    <>
      <div class="mode-line">
        <TimeLine at={links[known - 1]?.t ?? 0} upTo={(view.moments[step]?.to ?? 0) + 1} />
      </div>
      <div class="mode-columns">
        <div>
          <ol class="chain" lang="en">
            {links.slice(0, known).map(({ seq, t, text }) => (
              <li key={seq}>
                <span class="aside">{instantText(t)}</span>
                <span class="node" aria-hidden="true">
                  ↑
                </span>
                <Breakable text={text} />
              </li>
            ))}
          </ol>
          {next === undefined ? (
            <p role="status">{say("why.root")}</p>
          ) : (
            <fieldset class="question">
              <legend>{say("why.ask")}</legend>
              <div class="choices" lang="en">
                {choices.map((text) => (
                  <button key={text} type="button" class="choice" onClick={() => choose(text)}>
                    <Breakable text={text} />
                  </button>
                ))}
              </div>
              <p role="status" class="refused">
                {wrong === undefined ? "" : say("why.not")}
              </p>
            </fieldset>
          )}
        </div>
        <div class="mode-side">
          <At step={step}>
            <EventsView />
          </At>
        </div>
      </div>
    </>
  );
}
