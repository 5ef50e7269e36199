import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Step } from "../../lessons/index.ts";
import { happening, instantText, rowWindow, shortDuration, subjectsOf } from "../model/index.ts";
import { Breakable } from "./breakable.tsx";
import { usePage } from "./page-context.ts";
import { Status } from "./status.tsx";

/** The process table: one row a step; the one at the cursor is marked and kept in sight. */
export function TableView(): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const { steps } = view;
  const several = useMemo(() => subjectsOf(steps).length > 1, [steps]);
  const shownRows = useRows(several);
  const { from, to } = rowWindow(steps.length, session.cursor);
  const step = steps[session.cursor];
  const scroller = useScrolledTo(session.cursor - from);
  const columns = ["step", "time", "status", ...(several ? ["pod" as const] : []), "what", "notes"] as const;
  return (
    <section class="steps" aria-labelledby="table-heading" data-step={step?.id}>
      <h3 id="table-heading">{say("table.heading", { n: steps.length, length: shortDuration(view.length) })}</h3>
      <div class="scroller" ref={scroller} tabIndex={0} role="region" aria-labelledby="table-heading">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column} class={`column-${column}`}>
                  {say(`table.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody lang="en">{shownRows}</tbody>
        </table>
      </div>
      {to - from === steps.length ? null : (
        <div class="row">
          <button type="button" disabled={from === 0} onClick={() => dispatch({ do: "go", step: from - 1 })}>
            {say("table.earlier")}
          </button>
          <span class="aside">{say("table.window", { from: from + 1, to, of: steps.length })}</span>
          <button type="button" disabled={to === steps.length} onClick={() => dispatch({ do: "go", step: to })}>
            {say("table.later")}
          </button>
        </div>
      )}
    </section>
  );
}

/** The rows around the cursor; those that stay as they are are made once. */
function useRows(several: boolean): readonly JSX.Element[] {
  const { view, session, dispatch } = usePage();
  const { steps } = view;
  const { from, to } = rowWindow(steps.length, session.cursor);
  const row = (index: number, current: boolean): JSX.Element | null => {
    const step = steps[index];
    if (step === undefined) return null;
    return <Row key={step.id} {...{ step, several, dispatch, index, current }} before={steps[index - 1]} />;
  };
  const rows = useMemo(
    () => Array.from({ length: to - from }, (_, place) => row(from + place, false)),
    [steps, several, dispatch, from, to],
  );
  const current = row(session.cursor, true);
  return (current === null ? rows : rows.with(session.cursor - from, current)).filter((each) => each !== null);
}

interface RowProps {
  readonly step: Step;
  readonly before: Step | undefined;
  readonly several: boolean;
  readonly index: number;
  readonly current: boolean;
  readonly dispatch: (action: { readonly do: "go"; readonly step: number }) => void;
}

function Row({ step, before, several, index, current, dispatch }: RowProps): JSX.Element {
  const go = (): void => dispatch({ do: "go", step: index });
  return (
    <tr aria-current={current ? "step" : undefined} data-id={step.id} onClick={go}>
      <th scope="row">
        <button type="button" onClick={go}>
          {step.id}
        </button>
      </th>
      <td class="column-time">{instantText(step.t)}</td>
      <td class={`column-status ${before !== undefined && before.status !== step.status ? "changed" : ""}`}>
        {step.status === undefined ? "" : <Status status={step.status} />}
      </td>
      {several ? <td class="column-pod">{[step.pod, step.container].filter(Boolean).join(" ")}</td> : null}
      <td class="column-what">
        <Breakable text={happening(step)} />
      </td>
      <td class="column-notes">{step.notes}</td>
    </tr>
  );
}

/** Keeps the row at the cursor inside the table's own window; the page itself is not scrolled. */
function useScrolledTo(cursor: number): { readonly current: HTMLDivElement | null } {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    const row = box?.querySelectorAll<HTMLElement>("tbody tr")[cursor];
    if (box === null || row === undefined || box === undefined) return;
    const head = box.querySelector("thead")?.clientHeight ?? 0;
    if (row.offsetTop - head < box.scrollTop) box.scrollTop = row.offsetTop - head;
    const below = row.offsetTop + row.offsetHeight - box.clientHeight;
    if (below > box.scrollTop) box.scrollTop = below;
  }, [cursor]);
  return scroller;
}
