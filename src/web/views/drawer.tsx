import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { WordKey } from "../words/index.ts";
import { Console } from "./console.tsx";
import { Editor } from "./editor.tsx";
import { Knobs } from "./knobs.tsx";
import { Live } from "./live.tsx";
import { usePage } from "./page-context.ts";
import { Tabs } from "./tabs.tsx";

const PARTS = ["console", "editor", "knobs", "live"] as const;

const VIEWS: Readonly<Record<string, () => JSX.Element>> = {
  console: Console,
  editor: Editor,
  knobs: Knobs,
  live: Live,
};

/** What a learner does to the world: type kubectl, edit the manifest, turn the registry's and the node's knobs. */
export function Drawer({ close }: { readonly close: () => void }): JSX.Element {
  const { say } = usePage();
  const [part, setPart] = useState<string>("console");
  const Part = VIEWS[part] ?? Console;
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  };
  return (
    <div class="drawer" role="group" aria-label={say("drawer.label")} onKeyDown={onKeyDown}>
      <button type="button" class="link drawer-close" onClick={close}>
        {say("console.close")}
      </button>
      <Tabs
        label={say("drawer.label")}
        tabs={PARTS.map((id) => ({ id, title: say(`drawer.${id}` as WordKey) }))}
        chosen={part}
        choose={setPart}
      >
        <Part />
      </Tabs>
    </div>
  );
}
