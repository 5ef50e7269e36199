import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { applySettings, readSettings, type Settings, startEngine } from "../browser/index.ts";
import { sayIn } from "../words/index.ts";
import { Header } from "./header.tsx";
import { Intro } from "./intro.tsx";
import { ModeView } from "../modes/index.ts";
import { PageContext } from "../views/index.ts";
import { useSession } from "./use-session.ts";

/** The whole page. */
export function App(): JSX.Element {
  const [settings, setSettings] = useState<Settings>(readSettings);
  const engine = useMemo(startEngine, []);
  const say = useMemo(() => sayIn(settings.language), [settings.language]);
  const { opening, dispatch, openWorld } = useSession(engine);
  useEffect(() => applySettings(settings), [settings]);
  if (opening.state === "loading") return <p class="notice">{say("page.loading")}</p>;
  if (opening.state !== "open") {
    const { state, name, reason } = opening;
    return (
      <main class="notice">
        <p role="alert">{say(`page.${state}`, { name, reason })}</p>
        <p>
          <a href="#/wrong-tag">wrong-tag</a>
        </p>
      </main>
    );
  }
  const { session } = opening;
  return (
    <PageContext.Provider value={{ say, engine, settings, change: setSettings, session, dispatch }}>
      <a class="skip" href="#player" onClick={focusPlayer}>
        {say("page.skip")}
      </a>
      <Header />
      <main>
        {session.missing === undefined ? null : (
          <p class="notice" role="alert">
            {say("page.missing", { step: session.missing })}
          </p>
        )}
        <Intro openWorld={openWorld} />
        <ModeView />
      </main>
    </PageContext.Provider>
  );
}

/** The address is the session's: only the focus moves. */
function focusPlayer(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#player")?.focus();
}
