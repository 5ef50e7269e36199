import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { instantText } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { type ConsoleLine, useConsole } from "./use-console.ts";

/** kubectl over the cluster in the page. What shows is answered at once, what changes makes a new future. */
export function Console(): JSX.Element {
  const { say, view, session } = usePage();
  const { lines, busy, run, recall } = useConsole();
  const [line, setLine] = useState("kubectl ");
  const input = useRef<HTMLInputElement>(null);
  // Before the next key: what is typed right after the console was opened is meant for it.
  useLayoutEffect(() => input.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const recalled = event.key === "ArrowUp" ? recall(-1) : event.key === "ArrowDown" ? recall(1) : undefined;
    if (recalled !== undefined) setLine(recalled);
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    void run(line);
    setLine("kubectl ");
  };
  return (
    <section
      class="console"
      aria-label={say("console.label", { time: instantText(view.steps[session.cursor]?.t ?? 0) })}
    >
      <Log lines={lines} busy={busy} />
      <form class="console-line" onSubmit={onSubmit} onKeyDown={onKeyDown}>
        <label for="console-input">{say("console.line")}</label>
        <input
          id="console-input"
          ref={input}
          value={line}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-describedby="console-hint"
          onInput={(event) => setLine(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy}>
          {say("console.run")}
        </button>
      </form>
      <p class="aside" id="console-hint">
        {say("console.hint")}
      </p>
    </section>
  );
}

function Log({ lines, busy }: { readonly lines: readonly ConsoleLine[]; readonly busy: boolean }): JSX.Element {
  const { say } = usePage();
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => log.current?.scrollTo({ top: log.current.scrollHeight }), [lines]);
  return (
    <div class="console-log terminal" role="log" tabIndex={0} aria-label={say("console.open")} ref={log}>
      {lines.map(({ id, typed, printed }) => (
        <div key={id}>
          <p class="typed">$ {typed}</p>
          <pre>{printed}</pre>
        </div>
      ))}
      {busy ? <p class="aside">{say("console.running")}</p> : null}
    </div>
  );
}
