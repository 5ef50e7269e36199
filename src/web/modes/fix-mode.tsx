import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { brokenWorld, handDeeds, type Scenario, toldLogins } from "../../lessons/index.ts";
import { editable, instantText, scenarioOfWorld } from "../model/index.ts";
import { TimeLine, usePage } from "../views/index.ts";
import { Terminal } from "./terminal.tsx";
import { GradeView } from "./grade-view.tsx";
import { ScenarioList } from "./scenario-list.tsx";
import { type Repair, useRepair } from "./use-repair.ts";

/** A broken world and a prompt: repair it; what counts is what has to hold twelve minutes later. */
export function FixMode(): JSX.Element {
  const { say, session } = usePage();
  const scenario = scenarioOfWorld(session.world);
  if (scenario !== undefined) return <Bench scenario={scenario} />;
  return (
    <>
      <p class="empty">{say("fix.none")}</p>
      <ScenarioList />
    </>
  );
}

function Bench({ scenario }: { readonly scenario: Scenario }): JSX.Element {
  const { say, session } = usePage();
  const repair = useRepair(scenario);
  const { tried, now, grade, busy } = repair;
  return (
    <>
      <p class="task" lang="en">
        {scenario.task}
      </p>
      {toldLogins(session.world).map((login) => (
        <p key={`${login.host} ${login.username}`} class="aside">
          {say("fix.login", { ...login })}
        </p>
      ))}
      {tried === undefined ? null : (
        <div class="mode-line">
          <TimeLine view={tried} at={now} scale="compressed" {...(grade === undefined ? { upTo: now } : {})} />
        </div>
      )}
      <div class="mode-columns">
        <div>
          <Terminal typed={repair.typed} run={repair.type} busy={busy} />
          <Manifest repair={repair} />
          <Hands scenario={scenario} repair={repair} />
        </div>
        <div class="mode-side">
          <h3>{say("fix.moment", { time: instantText(now) })}</h3>
          <div class="row">
            <button type="button" class="primary" disabled={busy} onClick={() => void repair.check()}>
              {say("fix.check")}
            </button>
            <button type="button" onClick={repair.reset}>
              {say("fix.reset")}
            </button>
          </div>
          <div role="status">
            {grade === undefined || tried === undefined ? (
              <p class="empty">{say("fix.wanted")}</p>
            ) : (
              <GradeView grade={grade} view={tried} scenario={scenario} />
            )}
          </div>
        </div>
      </div>
    </>
  );
}

const APPLY = "kubectl apply -f -";

/** The manifests as they were written, to be applied anew. */
function Manifest({ repair }: { readonly repair: Repair }): JSX.Element {
  const { say, engine, session } = usePage();
  const [text, setText] = useState("");
  useEffect(() => {
    void engine("yaml", { objects: editable(session.world) }).then(setText);
  }, [engine, session.world]);
  return (
    <details class="tools">
      <summary>{say("drawer.editor")}</summary>
      <textarea
        class="terminal"
        rows={12}
        spellcheck={false}
        aria-label={say("drawer.editor")}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row">
        <button type="button" disabled={repair.busy} onClick={() => void repair.type(APPLY, text)}>
          <code>{APPLY}</code>
        </button>
        <span class="aside">{say("editor.hint")}</span>
      </div>
    </details>
  );
}

function Hands({ scenario, repair }: { readonly scenario: Scenario; readonly repair: Repair }): JSX.Element | null {
  const { say, session } = usePage();
  const deeds = handDeeds(scenario, brokenWorld(scenario, session.world));
  if (deeds.length === 0) return null;
  return (
    <details class="tools">
      <summary>{say("drawer.knobs")}</summary>
      <div class="row chips">
        {deeds.map(({ what, params, deed }) => {
          const name = say(`hand.${what}`, params);
          return (
            <button key={name} type="button" disabled={repair.busy} onClick={() => void repair.turn(name, deed)}>
              {name}
            </button>
          );
        })}
      </div>
    </details>
  );
}
