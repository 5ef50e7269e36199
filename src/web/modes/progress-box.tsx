import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Skill } from "../../lessons/index.ts";
import { saveFile } from "../browser/index.ts";
import { usePage } from "../views/index.ts";
import { SkillShares } from "./skill-shares.tsx";
import type { Attempts } from "./use-attempts.ts";

interface ProgressBoxProps {
  readonly progress: Attempts;
  readonly shares: ReadonlyMap<Skill, number>;
}

/** How it stands by skill; and the answers as a file, out, in, or away. */
export function ProgressBox({ progress, shares }: ProgressBoxProps): JSX.Element {
  const { say } = usePage();
  const { store, attempts, changed } = progress;
  const [said, setSaid] = useState("");
  const importFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined || store === undefined) return;
    const unread = await store.import(await file.text());
    changed();
    setSaid(unread === 0 ? say("progress.imported") : say("progress.unread", { n: unread }));
  };
  const erase = async (): Promise<void> => {
    await store?.erase();
    changed();
    setSaid(store?.trouble === undefined ? say("progress.erased") : "");
  };
  return (
    <section class="progress" aria-label={say("progress.title")}>
      <h2>{say("progress.title")}</h2>
      {store?.isLasting === false ? <p class="refused">{say("progress.fleeting")}</p> : null}
      {store?.trouble === undefined ? null : <p class="refused">{store.trouble}</p>}
      <SkillShares shares={shares} />
      <div class="row">
        <button
          type="button"
          disabled={attempts.length === 0}
          onClick={() => saveFile("pullwhy-progress.jsonl", store?.export() ?? "")}
        >
          {say("progress.export")}
        </button>
        <label class="field">
          <span>{say("progress.import")}</span>
          <input
            type="file"
            accept=".jsonl,.json,text/plain"
            onChange={(event) => void importFile(event.currentTarget.files?.[0])}
          />
        </label>
        <button type="button" disabled={attempts.length === 0} onClick={() => void erase()}>
          {say("progress.erase")}
        </button>
      </div>
      <p role="status">{said}</p>
    </section>
  );
}
