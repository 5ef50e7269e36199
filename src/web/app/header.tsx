import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { MINORS } from "../../kinds/index.ts";
import { formatLink, type Link, linkOf } from "../model/index.ts";
import { usePage } from "../views/index.ts";
import { ModeNav } from "./mode-nav.tsx";
import { ScenarioPicker } from "./scenario-picker.tsx";

const THEMES = ["system", "light", "dark"] as const;

/** Which world, which way to practise, which kubelet, which dice, and how the page looks. */
export function Header(): JSX.Element {
  const { say, session, settings, change } = usePage();
  const { world, seed, kubelet, mode } = session;
  const [isOpen, setOpen] = useState(false);
  const go = (link: Partial<Link>): void => location.assign(formatLink({ ...own(linkOf(session)), ...link }));
  return (
    <header class="page-header">
      <div class="bar">
        <a class="wordmark" href="#/wrong-tag">
          pullwhy
        </a>
        <ScenarioPicker name={world.name} title={world.title} choose={(scenario) => go({ scenario, mode })} />
        <button type="button" class="more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say("header.more")}
        </button>
        <div class={isOpen ? "extras open" : "extras"}>
          <label class="field">
            <span>{say("header.kubelet")}</span>
            <select value={kubelet} onChange={(event) => go({ kubelet: event.currentTarget.value as typeof kubelet })}>
              {MINORS.map((minor) => (
                <option key={minor}>{minor}</option>
              ))}
            </select>
          </label>
          <label class="field seed">
            <span>{say("header.seed")}</span>
            <input
              type="number"
              min={0}
              value={seed}
              onChange={(event) => go({ seed: Number(event.currentTarget.value) })}
            />
          </label>
          <label class="field">
            <span>{say("header.theme")}</span>
            <select
              value={settings.theme}
              onChange={(event) => change({ ...settings, theme: event.currentTarget.value as typeof settings.theme })}
            >
              {THEMES.map((theme) => (
                <option key={theme} value={theme}>
                  {say(`theme.${theme}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <ModeNav />
    </header>
  );
}

/** Of another run, steps and actions mean something else. */
function own({ step: _step, actions: _actions, ...rest }: Link): Link {
  return rest;
}
