import type { JSX } from "preact";

import { type Move, SCALES, type SessionAction } from "../model/index.ts";
import type { WordKey } from "../words/index.ts";
import { usePage } from "./page-context.ts";

interface ControlsProps {
  readonly consoleOpen: boolean;
  readonly openConsole: (open: boolean) => void;
  readonly openHelp: () => void;
}

const JUMPS: readonly Move[] = ["next-attempt", "next-status", "next-event"];

/** Buttons of the player. Everything that a key does has one. */
export function Controls(props: ControlsProps): JSX.Element {
  return (
    <div class="controls">
      <Moves />
      <Jumps />
      <Options {...props} />
    </div>
  );
}

function Moves(): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const { cursor, playing } = session;
  const last = view.steps.length - 1;
  const [atStart, atEnd] = [cursor === 0, cursor === last];
  return (
    <div class="group">
      <Icon label={say("player.first")} path={PATHS.first} act={{ do: "move", move: "first" }} off={atStart} edge />
      <Icon label={say("player.back")} path={PATHS.back} act={{ do: "move", move: "back" }} off={atStart} />
      <button type="button" class="primary" disabled={atEnd} onClick={() => dispatch({ do: "move", move: "forward" })}>
        {say("player.step")}
      </button>
      <Icon
        label={say(playing ? "player.pause" : "player.play")}
        path={playing ? PATHS.pause : PATHS.play}
        act={{ do: "play", playing: !playing }}
        off={!playing && atEnd}
      />
      <Icon label={say("player.last")} path={PATHS.last} act={{ do: "move", move: "last" }} off={atEnd} edge />
      <span class="place">{say("player.place", { step: cursor + 1, of: last + 1 })}</span>
    </div>
  );
}

function Jumps(): JSX.Element {
  const { say, dispatch, session, view } = usePage();
  const { marks, loops } = session;
  const isMarked = marks.includes(view.steps[session.cursor]?.id ?? "");
  return (
    <div class="group jumps">
      <span class="aside" aria-hidden="true">
        {say("player.next")}
      </span>
      {JUMPS.map((move) => (
        <button
          key={move}
          type="button"
          aria-label={say(`player.${move}` as WordKey)}
          onClick={() => dispatch({ do: "move", move })}
        >
          {say(`player.short.${move}` as WordKey)}
        </button>
      ))}
      <Toggle label={say("player.mark")} path={PATHS.mark} act={{ do: "mark" }} on={isMarked} off={false} />
      <Toggle label={say("player.loop")} path={PATHS.loop} act={{ do: "loop" }} on={loops} off={marks.length < 2} />
    </div>
  );
}

function Options({ consoleOpen, openConsole, openHelp }: ControlsProps): JSX.Element {
  const { say, session, dispatch } = usePage();
  const { speed, scale } = session;
  return (
    <div class="group settings">
      <span class="speed">
        <Icon label={say("player.slower")} path={PATHS.less} act={{ do: "speed", by: -1 }} off={false} />
        <output>{say("player.speed", { speed })}</output>
        <Icon label={say("player.faster")} path={PATHS.more} act={{ do: "speed", by: 1 }} off={false} />
      </span>
      <select
        aria-label={say("player.scale")}
        value={scale}
        onChange={(event) => dispatch({ do: "scale", scale: event.currentTarget.value as typeof scale })}
      >
        {SCALES.map((kind) => (
          <option key={kind} value={kind}>
            {say(`scale.${kind}`)}
          </option>
        ))}
      </select>
      <button type="button" aria-expanded={consoleOpen} onClick={() => openConsole(!consoleOpen)}>
        {say("console.open")}
      </button>
      <button type="button" class="keys" onClick={openHelp}>
        {say("player.help")}
      </button>
    </div>
  );
}

/** Lines on a grid of 16. */
const PATHS = {
  first: "M4 3v10M13 3L6 8l7 5z",
  back: "M11 3L4 8l7 5z",
  play: "M5 3l8 5-8 5z",
  pause: "M5 3v10M11 3v10",
  last: "M12 3v10M3 3l7 5-7 5z",
  less: "M3 8h10",
  more: "M3 8h10M8 3v10",
  mark: "M4 2h8v12l-4-4-4 4z",
  loop: "M3 9V7a3 3 0 0 1 3-3h7M11 1l3 3-3 3M13 7v2a3 3 0 0 1-3 3H3M5 9l-3 3 3 3",
} as const;

interface IconProps {
  readonly label: string;
  readonly path: string;
  readonly act: SessionAction;
  readonly off: boolean;
  /** Only where there is room. */
  readonly edge?: true;
}

function Icon({ label, path, act, off, edge }: IconProps): JSX.Element {
  const { dispatch } = usePage();
  return (
    <button
      type="button"
      class={edge ? "icon edge" : "icon"}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={() => dispatch(act)}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

interface ToggleProps extends Omit<IconProps, "edge"> {
  readonly on: boolean;
}

function Toggle({ label, path, act, on, off }: ToggleProps): JSX.Element {
  const { dispatch } = usePage();
  return (
    <button
      type="button"
      class="icon"
      aria-label={label}
      aria-pressed={on}
      title={label}
      disabled={off}
      onClick={() => dispatch(act)}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
