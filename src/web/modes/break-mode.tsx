import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import { breakGoal, looksLike, POLICIES, type Recipe, type Symptom } from "../../lessons/breaking/index.ts";
import type { Built } from "../engine/index.ts";
import { type View, viewOf } from "../model/index.ts";
import { Breakable, Status, TimeLine, usePage } from "../views/index.ts";
import type { WordKey } from "../words/index.ts";

const START: Recipe = { registry: "ok", policy: "IfNotPresent", onNode: false };

/** The other way round: here is a symptom, build a world that shows it. Any world that does is right. */
export function BreakMode(): JSX.Element {
  const { say, engine, session } = usePage();
  const { seed, kubelet } = session;
  const [round, setRound] = useState(0);
  const [goal, setGoal] = useState<Symptom>();
  const [recipe, setRecipe] = useState(START);
  const [shown, setShown] = useState<Built>();
  useEffect(() => {
    setGoal(undefined);
    setShown(undefined);
    void engine("built", { recipe: breakGoal(seed + round), seed, kubelet }).then(({ symptom }) => setGoal(symptom));
  }, [engine, seed, kubelet, round]);
  if (goal === undefined) return <p class="aside">{say("question.making")}</p>;
  const build = async (): Promise<void> => setShown(await engine("built", { recipe, seed, kubelet }));
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
        {shown === undefined ? <p class="empty">{say("break.empty")}</p> : <Outcome built={shown} goal={goal} />}
      </div>
    </div>
  );
}

function Outcome({ built, goal }: { readonly built: Built; readonly goal: Symptom }): JSX.Element {
  const { say, engine, session } = usePage();
  const { seed, kubelet } = session;
  const [view, setView] = useState<View>();
  useEffect(() => {
    void engine("run", { world: built.world, seed, kubelet }).then((run) => setView(viewOf(run)));
  }, [engine, built, seed, kubelet]);
  const { symptom } = built;
  const isSame = symptom !== undefined && looksLike(symptom, goal);
  return (
    <>
      <p class={isSame ? "tone-good" : "tone-bad"}>
        <strong>{say(isSame ? "break.same" : "break.other")}</strong>
      </p>
      {symptom === undefined ? <p>{say("break.healthy")}</p> : <SymptomLine symptom={symptom} />}
      {view === undefined ? null : <TimeLine view={view} at={0} scale="compressed" />}
    </>
  );
}

function SymptomLine({ symptom: { status, says } }: { readonly symptom: Symptom }): JSX.Element {
  return (
    <p class="symptom">
      <Status status={status} />
      <span class="aside" lang="en">
        <Breakable text={says} />
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
