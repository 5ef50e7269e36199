import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { usePage } from "./page-context.ts";

const KEYS = [
  ["← →", "help.arrows"],
  ["Shift + ← →", "help.shift"],
  ["Alt + ← →", "help.alt"],
  ["Home End", "help.home"],
  ["Space", "help.space"],
  ["[ ]", "help.speed"],
  ["b", "help.fork"],
  ["m  l", "help.mark"],
  ["w", "help.why"],
] as const;

/** The keys of the player, in a dialog of the browser's own. */
export function Help({ close }: { readonly close: () => void }): JSX.Element {
  const { say, settings, change } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="help-title" onClose={close} onKeyDown={(event) => event.stopPropagation()}>
      <h2 id="help-title">{say("help.title")}</h2>
      <dl>
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{say(meaning)}</dd>
          </div>
        ))}
      </dl>
      <p class="row">
        <label class="field">
          <input
            type="checkbox"
            checked={settings.shortcuts}
            onChange={(event) => change({ ...settings, shortcuts: event.currentTarget.checked })}
          />
          {say("help.off")}
        </label>
        <label class="field">
          <span>{say("header.language")}</span>
          <select
            value={settings.language}
            onChange={(event) =>
              change({ ...settings, language: event.currentTarget.value === "pseudo" ? "pseudo" : "en" })
            }
          >
            <option value="en">{say("language.en")}</option>
            <option value="pseudo">{say("language.pseudo")}</option>
          </select>
        </label>
      </p>
      <button type="button" onClick={() => dialog.current?.close()}>
        {say("help.close")}
      </button>
    </dialog>
  );
}
