import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { GLYPHS, toneOf } from "../../lessons/index.ts";
import { type LadderLayout, ladderLayout, scaleOf, type ScaleKind, type View } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** Rows of the drawing, from above: flags, marks and windows, the status below them, the time. */
const Y = { flags: 14, marks: 34, bar: 26, ribbon: 52, axis: 92 } as const;
const HEIGHT = 98;
const BAR = 18;

/** An instant that a learner has named. */
interface Mark {
  readonly t: number;
  readonly label: string;
}

export interface LadderProps {
  readonly width: number;
  /** What is drawn; the branch that the cursor stands in when absent. */
  readonly view?: View;
  /** Where the cursor stands, in virtual milliseconds; at the session's step when absent. */
  readonly at?: number;
  /** What comes later is not drawn. */
  readonly upTo?: number;
  readonly marks?: readonly Mark[];
  /** Id of the step at the cursor. */
  readonly step?: string;
  readonly scale?: ScaleKind;
}

/** The back-off ladder: the one drawing that is the same everywhere. What it shows is told by its label and by the table. */
export function Ladder(props: LadderProps): JSX.Element {
  const { say, session, view: own } = usePage();
  const { width, view = own, upTo = Infinity, marks = [] } = props;
  const at = props.at ?? view.steps[session.cursor]?.t ?? 0;
  const scale = scaleOf(props.scale ?? session.scale, view);
  const overLabel = say("ladder.over.short");
  const layout = useMemo(() => {
    const { ladder, ribbon, run, length } = view;
    const ends = ladder?.ends.filter(({ t }) => t < upTo) ?? [];
    const known = ladder === undefined ? undefined : { ...ladder, ends };
    return ladderLayout({ ladder: known, ribbon, entries: run.entries, length, overLabel }, scale, width);
  }, [view, scale, width, overLabel, upTo]);
  const drawn = useMemo(() => <Drawing layout={layout} width={width} />, [layout, width]);
  const x = (t: number): number => scale.place(Math.min(t, view.length)) * width;
  const failures = view.ladder?.ends.filter(({ ok, t }) => !ok && t < upTo).length ?? 0;
  const label = upTo === Infinity ? "ladder.label" : "ladder.label.so-far";
  return (
    <svg
      class="ladder"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={say(label, { pod: view.ladder?.pod ?? "", n: failures })}
    >
      {upTo === Infinity ? (
        drawn
      ) : (
        <>
          <clipPath id="so-far">
            <rect x="-12" y="0" width={x(upTo) + 12} height={Y.axis - 14} />
          </clipPath>
          <line class="axis unknown" x1={x(upTo)} x2={width} y1={Y.bar + BAR} y2={Y.bar + BAR} />
          <g clip-path="url(#so-far)">{drawn}</g>
        </>
      )}
      <Ends layout={layout} />
      <Ticks layout={layout} />
      {marks.map(({ t, label }) => (
        <g class="mark" key={label} transform={`translate(${x(t)} 0)`}>
          <path d={`M0 ${Y.bar + BAR}V${Y.bar - 4}`} />
          <text y={Y.bar - 10} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      <g class="cursor" data-step={props.step} style={{ transform: `translateX(${x(at)}px)` }}>
        <line y1={Y.flags - 8} y2={Y.axis - 14} />
        <circle cy={Y.flags - 8} r="4" />
      </g>
    </svg>
  );
}

function Drawing({ layout, width }: { readonly layout: LadderLayout; readonly width: number }): JSX.Element {
  return (
    <>
      <defs>
        <pattern id="over" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="5" class="hatch" />
        </pattern>
      </defs>
      <line class="axis" x1="0" x2={width} y1={Y.bar + BAR} y2={Y.bar + BAR} />
      <Rungs layout={layout} />
      <Ribbon layout={layout} />
      {layout.flags.map(({ x, label }, index) => (
        <g class="flag" key={index} transform={`translate(${x} 0)`}>
          <path d={`M0 ${Y.bar + BAR}V3H10L7 7L10 11H0`} />
          <text x="14" y={Y.flags - 3}>
            {label}
          </text>
        </g>
      ))}
      {layout.folds.map((x) => (
        <path key={x} class="fold" d={`M${x - 3} ${Y.bar + BAR + 4}l4 -8m2 8l4 -8`} />
      ))}
    </>
  );
}

function Ends({ layout }: { readonly layout: LadderLayout }): JSX.Element {
  return (
    <>
      {layout.ends.map(({ x, ok }) => (
        <text key={x} class={`end tone-${ok ? "good" : "bad"}`} x={x} y={Y.bar - 3} text-anchor="middle">
          {ok ? GLYPHS.good : GLYPHS.bad}
        </text>
      ))}
    </>
  );
}

function Ticks({ layout }: { readonly layout: LadderLayout }): JSX.Element {
  return (
    <>
      {layout.ticks.map(({ x, label }, index) => (
        <text key={label} class="tick" x={x} y={Y.axis} text-anchor={index === 0 ? "start" : "middle"}>
          {label}
        </text>
      ))}
    </>
  );
}

function Rungs({ layout }: { readonly layout: LadderLayout }): JSX.Element {
  return (
    <>
      {layout.rungs.map(({ x, width, kind, label, cut }) => (
        <g key={`${x} ${kind}`} class={`rung rung-${kind} ${cut ? "cut" : ""}`}>
          {kind === "window" || kind === "over" ? (
            <rect x={x} y={Y.bar} width={Math.max(1, width)} height={BAR} />
          ) : (
            <rect x={x} y={Y.bar + BAR - 2} width={Math.max(1, width)} height="3" />
          )}
          {label === undefined || kind !== "over" ? null : (
            <rect class="behind" x={x + 6} y={Y.bar + 2} width={width - 12} height={BAR - 4} />
          )}
          {label === undefined ? null : (
            <text x={x + width / 2} y={Y.bar + 13} text-anchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

function Ribbon({ layout }: { readonly layout: LadderLayout }): JSX.Element {
  return (
    <>
      {layout.ribbon.map(({ x, width, status, label, glyphOnly }) => (
        <g key={x} class={`ribbon tone-${toneOf(status)}`}>
          <rect x={x} y={Y.ribbon} width={Math.max(0.5, width)} height="3" />
          {label === undefined && !glyphOnly ? null : (
            <text x={x + 2} y={Y.ribbon + 17}>
              {glyphOnly ? GLYPHS[toneOf(status)] : `${GLYPHS[toneOf(status)]} ${status}`}
            </text>
          )}
        </g>
      ))}
    </>
  );
}
