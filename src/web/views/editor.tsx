import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Printed } from "../engine/index.ts";
import { editable, instantText } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { useFork } from "./use-fork.ts";

/** The world's manifests as text; applying them is a real apply, with the API server's own words where it refuses. */
export function Editor(): JSX.Element {
  const { say, engine, session, view } = usePage();
  const { world } = session;
  const fork = useFork();
  const [text, setText] = useState<string>();
  const [said, setSaid] = useState<Printed>();
  useEffect(() => {
    void engine("yaml", { objects: editable(world) }).then(setText);
  }, [engine, world]);
  const apply = async (): Promise<void> =>
    setSaid(await fork({ run: APPLY, stdin: text ?? "", exits: 0 }, say("editor.name")));
  const time = instantText(view.steps[session.cursor]?.t ?? 0);
  return (
    <section class="editor" aria-label={say("editor.label", { time })}>
      <textarea
        aria-label={say("editor.label", { time })}
        class="terminal"
        rows={12}
        spellcheck={false}
        value={text ?? ""}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row">
        <button type="button" disabled={text === undefined} onClick={() => void apply()}>
          {say("editor.apply", { time })}
        </button>
        <pre class={said?.exitCode === 0 ? "terminal" : "terminal refused"} role="status">
          {said === undefined ? "" : `${said.stdout}${said.stderr}`}
        </pre>
      </div>
      <p class="aside">{say("editor.hint")}</p>
    </section>
  );
}

const APPLY = "kubectl apply -f -";
