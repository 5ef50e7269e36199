import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import type { Recipe, Symptom } from "../engine/index.ts";
import { breakGoal, POLICIES, sameSymptom } from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";
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
  const isSame = shown !== undefined && sameSymptom(shown, goal);
  return (
    <>
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
      <div role="status">
        {shown === undefined ? null : (
          <div class="feedback">
            <p class={isSame ? "tone-good" : "tone-bad"}>
              <strong>{say(isSame ? "break.same" : "break.other")}</strong>
            </p>
            <SymptomLine symptom={shown} />
          </div>
        )}
      </div>
    </>
  );
}

function SymptomLine({ symptom }: { readonly symptom: Symptom }): JSX.Element {
  const { say } = usePage();
  return (
    <p class="symptom">
      {symptom.statuses.map((status) => (
        <Status key={status} status={status} />
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
