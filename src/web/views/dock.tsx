import type { JSX } from "preact";

import { instantText, scaleOf, stepAt } from "../model/index.ts";
import { BranchStrip } from "./branch-strip.tsx";
import { Controls } from "./controls.tsx";
import { Drawer } from "./drawer.tsx";
import { usePage } from "./page-context.ts";
import { TimeLine } from "./time-line.tsx";

/** Places of the time line that the native slider knows. */
const PLACES = 1000;

/** The time line with everything that moves over it; it stays in sight. */
export function Dock(props: {
  readonly consoleOpen: boolean;
  readonly openConsole: (open: boolean) => void;
  readonly openHelp: () => void;
}): JSX.Element {
  const { say, view, session } = usePage();
  const step = view.steps[session.cursor];
  const marks = view.steps.flatMap(({ id, t }) => (session.marks.includes(id) ? { t, label: id } : []));
  return (
    <div class="dock" role="group" aria-label={say("player.scrub")}>
      {props.consoleOpen ? <Drawer close={() => props.openConsole(false)} /> : null}
      <BranchStrip />
      <TimeLine marks={marks} {...(step === undefined ? {} : { step: step.id })}>
        <Scrubber />
      </TimeLine>
      <Controls {...props} />
    </div>
  );
}

/** The native slider over the drawing; arrows are the player's, which moves by steps. */
function Scrubber(): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const scale = scaleOf(session.scale, view);
  const step = view.steps[session.cursor];
  const seek = (place: number): void => {
    dispatch({ do: "go", step: stepAt(view, scale.instant((place + 0.5) / PLACES)), jump: false });
  };
  return (
    <input
      type="range"
      class="scrubber"
      min={0}
      max={PLACES}
      value={Math.round(scale.place(step?.t ?? 0) * PLACES)}
      aria-label={say("player.scrub")}
      aria-valuetext={say("player.position", {
        step: session.cursor + 1,
        of: view.steps.length,
        time: instantText(step?.t ?? 0),
        status: step?.status ?? "",
      })}
      onInput={(event) => seek(Number(event.currentTarget.value))}
    />
  );
}
