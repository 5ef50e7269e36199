import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { GLYPHS } from "../../lessons/index.ts";
import { flowAt, type FlowAt, lanesOf, nextVisit, type Station } from "../model/index.ts";
import type { WordKey } from "../words/index.ts";
import { Breakable } from "./breakable.tsx";
import { usePage } from "./page-context.ts";

/** The kubelet's machine as lanes of stations, with what has been passed. It is a list, which is its own text twin. */
export function FlowView(): JSX.Element {
  const { say, view, session } = usePage();
  const lanes = useMemo(() => lanesOf(session.kubelet), [session.kubelet]);
  const at = flowAt(view, session.cursor);
  return (
    <section class="flow" aria-labelledby="flow-heading" data-step={view.steps[session.cursor]?.id}>
      <h3 id="flow-heading">{say("flow.heading")}</h3>
      {lanes.map(({ id, stations }) => (
        <div class="lane" key={id}>
          <h4>{say(`flow.${id}` as WordKey)}</h4>
          <ol>
            {stations.map((station) => (
              <StationItem key={station.id} station={station} at={at} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function StationItem({ station, at }: { readonly station: Station; readonly at: FlowAt }): JSX.Element {
  return (
    <li class={`station ${stateClass(station.id, at)}`} aria-current={at.current === station.id ? "step" : undefined}>
      <StateButton id={station.id} title={station.title} at={at} glyph="" />
      {station.exits.length === 0 ? null : (
        <ul class="exits">
          {station.exits.map(({ id, title }) => (
            <li key={id} class={`exit ${stateClass(id, at)}`} aria-current={at.current === id ? "step" : undefined}>
              <StateButton id={id} title={title} at={at} glyph={GLYPHS.bad} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface StateButtonProps {
  readonly id: string;
  readonly title: string;
  readonly at: FlowAt;
  readonly glyph: string;
}

function StateButton({ id, title, at, glyph }: StateButtonProps): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const n = at.counts.get(id) ?? 0;
  const next = nextVisit(view, session.cursor, id);
  const visits = n === 0 ? say("flow.never") : say("flow.times", { n });
  return (
    <button
      type="button"
      class="state"
      title={glyph === "" ? undefined : title}
      disabled={next === undefined}
      onClick={() => next !== undefined && dispatch({ do: "go", step: next })}
    >
      {glyph === "" ? <span class="dot" aria-hidden="true" /> : null}
      <span class="name">
        {glyph === "" ? null : (
          <span aria-hidden="true" class="glyph">
            {glyph}{" "}
          </span>
        )}
        <span lang="en">
          <Breakable text={title} />
        </span>
      </span>
      <span class="visits" aria-hidden="true">
        {n > 0 ? ` ×${n}` : ""}
      </span>
      <span class="unseen">, {at.current === id ? say("flow.here") : visits}</span>
    </button>
  );
}

function stateClass(id: string, { counts, path, current }: FlowAt): string {
  const passed = (counts.get(id) ?? 0) > 0 ? "passed" : "ahead";
  return [passed, path.has(id) ? "on-path" : "", current === id ? "here" : ""].filter((name) => name !== "").join(" ");
}
