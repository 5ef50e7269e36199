import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { World } from "../../kinds/index.ts";
import type { PasteAnswer } from "../engine/index.ts";
import { usePage } from "./page-context.ts";
import { VerdictCard } from "./verdict-card.tsx";

/** The most that is read; more than any describe has. */
const LONGEST = 500_000;

/** What a learner's own kubectl has printed: judged, and turned into a world. It stays in the page. */
export function PasteBox({ openWorld }: { readonly openWorld: (world: World) => void }): JSX.Element {
  const { say, engine, session } = usePage();
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<PasteAnswer | { readonly failed: string }>();
  const explain = (): void => {
    setAnswer(undefined);
    if (text.length > LONGEST) return setAnswer({ failed: say("paste.long", { n: LONGEST }) });
    engine("paste", { text, kubelet: session.kubelet }).then(setAnswer, (error: unknown) =>
      setAnswer({ failed: String(error) }),
    );
  };
  return (
    <section class="paste" aria-labelledby="paste-label">
      <label id="paste-label" for="paste-text">
        {say("paste.label")}
      </label>
      <textarea
        id="paste-text"
        class="terminal"
        rows={2}
        spellcheck={false}
        placeholder={say("paste.placeholder")}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row">
        <button type="button" disabled={text.trim() === ""} onClick={explain}>
          {say("paste.button")}
        </button>
        <span class="aside">{say("paste.private")}</span>
      </div>
      <div role="status">{answer === undefined ? null : <Answer answer={answer} openWorld={openWorld} />}</div>
    </section>
  );
}

interface AnswerProps {
  readonly answer: PasteAnswer | { readonly failed: string };
  readonly openWorld: (world: World) => void;
}

function Answer({ answer, openWorld }: AnswerProps): JSX.Element {
  const { say } = usePage();
  if ("failed" in answer) return <p class="refused">{answer.failed}</p>;
  const { verdicts, understood, world } = answer;
  if (verdicts.length === 0) return <p>{say(understood ? "paste.well" : "paste.nothing")}</p>;
  return (
    <>
      {verdicts.map((verdict) => (
        <VerdictCard key={`${verdict.cause} ${verdict.pods.join(" ")}`} verdict={verdict} />
      ))}
      {world === undefined ? (
        <p class="aside">{say("paste.no-world")}</p>
      ) : (
        <button type="button" class="primary" onClick={() => openWorld(world)}>
          {say("paste.play")}
        </button>
      )}
    </>
  );
}
