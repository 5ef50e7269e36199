import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { GLYPHS, toneOf } from "../../lessons/index.ts";
import { type LadderLayout, ladderLayout, scaleOf } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** Rows of the drawing, from above: flags, marks and windows, the status below them, the time. */
const Y = { flags: 14, marks: 34, bar: 26, ribbon: 52, axis: 92 } as const;
const HEIGHT = 98;
const BAR = 18;

interface LadderProps {
  readonly width: number;
}

/** The back-off ladder: the one drawing that is the same everywhere. What it shows is told by its label and by the table. */
export function Ladder({ width }: LadderProps): JSX.Element {
  const { say, view, session } = usePage();
  const overLabel = say("ladder.over.short");
  const layout = useMemo(() => {
    const input = {
      ladder: view.ladder,
      ribbon: view.ribbon,
      entries: view.run.entries,
      length: view.length,
      overLabel,
    };
    return ladderLayout(input, scaleOf(session.scale, view), width);
  }, [view, session.scale, width, overLabel]);
  const drawn = useMemo(() => <Drawing layout={layout} width={width} />, [layout, width]);
  const place = scaleOf(session.scale, view).place(view.steps[session.cursor]?.t ?? 0) * width;
  const failures = view.ladder?.ends.filter(({ ok }) => !ok).length ?? 0;
  return (
    <svg
      class="ladder"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={say("ladder.label", { pod: view.ladder?.pod ?? "", n: failures })}
    >
      {drawn}
      <g class="cursor" style={{ transform: `translateX(${place}px)` }}>
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
      {layout.ends.map(({ x, ok }) => (
        <text key={x} class={`end tone-${ok ? "good" : "bad"}`} x={x} y={Y.bar - 3} text-anchor="middle">
          {ok ? GLYPHS.good : GLYPHS.bad}
        </text>
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
