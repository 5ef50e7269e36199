import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { usePage } from "../views/index.ts";
import type { Typed } from "./use-repair.ts";

interface TerminalProps {
  readonly typed: readonly Typed[];
  readonly run: (line: string) => Promise<void>;
  readonly busy: boolean;
}

/** kubectl lines and what they printed, the last in sight. */
export function Terminal({ typed, run, busy }: TerminalProps): JSX.Element {
  const { say } = usePage();
  const [line, setLine] = useState("kubectl ");
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => log.current?.scrollTo({ top: log.current.scrollHeight }), [typed]);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const wanted = line.trim();
    if (busy || wanted === "" || wanted === "kubectl") return;
    setLine("kubectl ");
    void run(wanted);
  };
  return (
    <>
      <div class="console-log terminal" role="log" tabIndex={0} aria-label={say("drawer.console")} ref={log}>
        {typed.map((each, index) => (
          <div key={index}>
            <p class="typed">$ {each.line}</p>
            <pre>
              {each.stdout}
              {each.stderr}
            </pre>
          </div>
        ))}
        {busy ? <p class="aside">{say("console.running")}</p> : null}
      </div>
      <form class="console-line" onSubmit={onSubmit}>
        <label for="fix-input">{say("console.line")}</label>
        <input
          id="fix-input"
          value={line}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          onInput={(event) => setLine(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy}>
          {say("console.run")}
        </button>
      </form>
    </>
  );
}
