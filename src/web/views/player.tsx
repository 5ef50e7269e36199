import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { sentenceOf } from "../../lessons/index.ts";
import { happening, instantText } from "../model/index.ts";
import { Breakable } from "./breakable.tsx";
import { Dock } from "./dock.tsx";
import { Help } from "./help.tsx";
import { usePage } from "./page-context.ts";
import { Status } from "./status.tsx";
import { useAnnounced } from "./use-announced.ts";
import { usePlaying } from "./use-playing.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { Views } from "./views.tsx";

/** The step player: one cursor, and every view of what was so at it. */
export function Player(): JSX.Element {
  const { say, view, session } = usePage();
  const [open, setOpen] = useState({ console: false, help: false });
  const [tab, setTab] = useState("tracker");
  usePlaying();
  const onKeyDown = useShortcuts({
    fork: () => setOpen({ ...open, console: true }),
    help: () => setOpen({ ...open, help: true }),
    why: () => setTab("why"),
  });
  const step = view.steps[session.cursor];
  const announced = useAnnounced(step === undefined ? "" : sentenceOf(step), session.playing);
  if (step === undefined) return <div id="player" />;
  return (
    <div id="player" class="player" role="region" aria-label={say("player.label")} tabIndex={-1} onKeyDown={onKeyDown}>
      <div class="now" data-step={step.id}>
        <h2>
          <span class="at">{instantText(step.t)}</span>{" "}
          <span lang="en">
            <Breakable text={happening(step)} />
          </span>
        </h2>
        <p class="rule">
          {step.status === undefined ? null : <Status status={step.status} />} <span lang="en">{step.notes}</span>
        </p>
      </div>
      <p class="unseen" aria-live="polite" lang="en">
        {announced}
      </p>
      <Views tab={tab} setTab={setTab} />
      <Dock
        consoleOpen={open.console}
        openConsole={(console) => setOpen({ ...open, console })}
        openHelp={() => setOpen({ ...open, help: true })}
      />
      {open.help ? <Help close={() => setOpen({ ...open, help: false })} /> : null}
    </div>
  );
}
