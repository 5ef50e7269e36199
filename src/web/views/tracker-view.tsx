import type { JSX } from "preact";

import { instantText, isStatusVariable, sparkPath, trackedAt, type TrackedValue } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { Status } from "./status.tsx";

const SPARK = { width: 96, height: 20 } as const;

/** Each variable now, what it was before, since which step, and its course over the whole run. */
export function TrackerView(): JSX.Element {
  const { say, view, session } = usePage();
  const step = view.steps[session.cursor];
  const time = instantText(step?.t ?? 0);
  return (
    <section class="tracker" aria-labelledby="tracker-heading" data-step={step?.id}>
      <h3 id="tracker-heading">{say("tracker.heading", { time })}</h3>
      <div class="table-wrap" tabIndex={0} role="region" aria-labelledby="tracker-heading">
        <table>
          <thead>
            <tr>
              {(["variable", "value", "before", "since", "history"] as const).map((column) => (
                <th scope="col" key={column} class={`column-${column}`}>
                  {say(`tracker.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody lang="en">
            {trackedAt(view.trackers, session.cursor).map((tracked) => (
              <TrackedRow key={tracked.variable} tracked={tracked} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function TrackedRow({ tracked }: { readonly tracked: TrackedValue }): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const { variable, value, before, since, changed, levels } = tracked;
  return (
    <tr class={changed ? "changed" : ""}>
      <th scope="row">{variable}</th>
      <td class="column-value">
        <Value variable={variable} value={value} />
      </td>
      <td class="column-before">{before === undefined || before === "" ? say("tracker.none") : before}</td>
      <td class="column-since">
        <button type="button" class="link" onClick={() => dispatch({ do: "go", step: since })}>
          {view.steps[since]?.id}
        </button>
      </td>
      <td class="column-history">
        <svg {...SPARK} viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} aria-hidden="true">
          <path d={sparkPath(levels, SPARK)} />
          <line {...sparkCursor(session.cursor, levels.length)} y1="0" y2={SPARK.height} />
        </svg>
      </td>
    </tr>
  );
}

function sparkCursor(cursor: number, length: number): { readonly x1: number; readonly x2: number } {
  const x = ((cursor + 0.5) / length) * SPARK.width;
  return { x1: x, x2: x };
}

function Value({ variable, value }: { readonly variable: string; readonly value: string }): JSX.Element {
  const { say } = usePage();
  if (value === "") return <>{say("tracker.none")}</>;
  return isStatusVariable(variable) ? <Status status={value} /> : <>{value}</>;
}
