import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { skillShares } from "../../lessons/index.ts";
import { formatLink, linkOf, MODES, recommended } from "../model/index.ts";
import { useAttempts } from "../modes/index.ts";
import { usePage } from "../views/index.ts";

/** Ten ways to practise; once something was answered, which one next, and why. */
export function ModeNav(): JSX.Element {
  const { say, session, dispatch } = usePage();
  const { mode } = session;
  const { attempts } = useAttempts();
  const nav = useRef<HTMLElement>(null);
  // Where they do not all fit, the chosen one is in sight.
  useEffect(
    () => nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }),
    [mode],
  );
  const next = recommended(skillShares(attempts));
  return (
    <>
      <nav class="modes" ref={nav} aria-label={say("modes.label")}>
        {MODES.map((each) => (
          <a
            key={each}
            href={formatLink({ ...linkOf(session), mode: each })}
            aria-current={each === mode ? "page" : undefined}
            onClick={(event) => {
              event.preventDefault();
              dispatch({ do: "mode", mode: each });
            }}
          >
            {say(`mode.${each}`)}
          </a>
        ))}
      </nav>
      {next === undefined || next.mode === mode ? null : (
        <p class="aside next-mode">
          <button type="button" class="link" onClick={() => dispatch({ do: "mode", mode: next.mode })}>
            {say("modes.next", { mode: say(`mode.${next.mode}`) })}
          </button>{" "}
          {next.skill === undefined
            ? say("modes.all-strong")
            : say("modes.weakest", { skill: say(`skill.${next.skill}`) })}
        </p>
      )}
    </>
  );
}
