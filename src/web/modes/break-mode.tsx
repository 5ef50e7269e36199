import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import { breakGoal, POLICIES, type Recipe, sameSymptom } from "../../lessons/index.ts";
import type { Symptom } from "../engine/index.ts";
import { type View, viewOf } from "../model/index.ts";
import { Status, TimeLine, usePage } from "../views/index.ts";
import type { WordKey } from "../words/index.ts";

const START: Recipe = { registry: "ok", policy: "IfNotPresent", onNode: false };

/** The other way round: here is a symptom, build a world that shows it. Any world that does is right. */
export function BreakMode(): JSX.Element {
  const { say, engine, session } = usePage();
  const { seed, kubelet } = session;
  const [round, setRound] = useState(0);
  const [goal, setGoal] = useState<Symptom>();
  const [recipe, setRecipe] = useState(START);
  const [shown, setShown] = useState<Symptom>();
  useEffect(() => {
    setGoal(undefined);
    setShown(undefined);
    void engine("symptom", { recipe: breakGoal(seed + round), seed, kubelet }).then(setGoal);
  }, [engine, seed, kubelet, round]);
  if (goal === undefined) return <p class="aside">{say("question.making")}</p>;
  const build = async (): Promise<void> => setShown(await engine("symptom", { recipe, seed, kubelet }));
  return (
    <div class="mode-columns">
      <div>
        <h2>{say("break.goal")}</h2>
        <SymptomLine symptom={goal} />
        <Workbench recipe={recipe} change={setRecipe} />
        <div class="row">
          <button type="button" class="primary" onClick={() => void build()}>
            {say("break.build")}
          </button>
          <button type="button" onClick={() => setRound(round + 1)}>
            {say("break.another")}
          </button>
        </div>
      </div>
      <div class="mode-side" role="status">
        {shown === undefined ? <p class="empty">{say("break.empty")}</p> : <Built shown={shown} goal={goal} />}
      </div>
    </div>
  );
}

function Built({ shown, goal }: { readonly shown: Symptom; readonly goal: Symptom }): JSX.Element {
  const { say, engine, session } = usePage();
  const { seed, kubelet } = session;
  const [view, setView] = useState<View>();
  useEffect(() => {
    void engine("run", { world: shown.world, seed, kubelet }).then((run) => setView(viewOf(run)));
  }, [engine, shown, seed, kubelet]);
  const isSame = sameSymptom(shown, goal);
  return (
    <>
      <p class={isSame ? "tone-good" : "tone-bad"}>
        <strong>{say(isSame ? "break.same" : "break.other")}</strong>
      </p>
      <SymptomLine symptom={shown} />
      {view === undefined ? null : <TimeLine view={view} at={0} scale="compressed" />}
    </>
  );
}

function SymptomLine({ symptom }: { readonly symptom: Symptom }): JSX.Element {
  const { say } = usePage();
  return (
    <p class="symptom">
      {symptom.statuses.map((status, index) => (
        <span key={status}>
          {index > 0 ? <span aria-hidden="true">→ </span> : null}
          <Status status={status} />
        </span>
      ))}
      <span class="aside">
        {symptom.exchange === undefined ? say("break.silent") : say("break.exchange", { said: symptom.exchange })}
      </span>
    </p>
  );
}

function Workbench({
  recipe,
  change,
}: {
  readonly recipe: Recipe;
  readonly change: (recipe: Recipe) => void;
}): JSX.Element {
  const { say } = usePage();
  return (
    <fieldset class="workbench">
      <legend>{say("break.workbench")}</legend>
      <label class="field">
        <span>{say("knobs.registry")}</span>
        <select
          value={recipe.registry}
          onChange={(event) => change({ ...recipe, registry: event.currentTarget.value as Recipe["registry"] })}
        >
          {REGISTRY_ANSWERS.map((state) => (
            <option key={state} value={state}>
              {say(`registry.${state}` as WordKey)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{say("break.policy")}</span>
        <select
          value={recipe.policy}
          onChange={(event) => change({ ...recipe, policy: event.currentTarget.value as Recipe["policy"] })}
        >
          {POLICIES.map((policy) => (
            <option key={policy}>{policy}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <input
          type="checkbox"
          checked={recipe.onNode}
          onChange={(event) => change({ ...recipe, onNode: event.currentTarget.checked })}
        />
        {say("break.on-node")}
      </label>
    </fieldset>
  );
}
