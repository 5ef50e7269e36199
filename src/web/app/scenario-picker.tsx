import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { recommendedOrder, solvedScenarios } from "../../lessons/index.ts";
import { loadWorlds, type WorldEntry } from "../browser/index.ts";
import { useAttempts } from "../modes/index.ts";
import { usePage } from "../views/index.ts";

interface ScenarioPickerProps {
  readonly name: string;
  readonly title: string;
  readonly choose: (name: string) => void;
}

const LEVELS = ["easy", "medium", "hard"] as const;

/** The scenarios, easy ones first, and every other world that ships. */
export function ScenarioPicker({ name, title, choose }: ScenarioPickerProps): JSX.Element {
  const { say } = usePage();
  const [worlds, setWorlds] = useState<readonly WorldEntry[]>([{ name, title, about: "" }]);
  useEffect(() => void loadWorlds().then(setWorlds, () => undefined), []);
  const solved = solvedScenarios(useAttempts().attempts);
  const scenarios = recommendedOrder();
  const others = worlds.filter((world) => !scenarios.some((scenario) => scenario.world === world.name));
  const isListed = [...scenarios.map(({ world }) => world), ...worlds.map((world) => world.name)].includes(name);
  return (
    <label class="field scenario">
      <span>{say("header.scenario")}</span>
      <select value={name} onChange={(event) => choose(event.currentTarget.value)}>
        {isListed ? null : (
          <option lang="en" value={name}>
            {title}
          </option>
        )}
        {LEVELS.map((level) => (
          <optgroup key={level} label={say(`level.${level}`)}>
            {scenarios
              .filter((scenario) => scenario.level === level)
              .map((scenario) => (
                <option lang="en" key={scenario.id} value={scenario.world}>
                  {solved.has(scenario.id) ? say("header.solved", { title: scenario.title }) : scenario.title}
                </option>
              ))}
          </optgroup>
        ))}
        <optgroup label={say("header.other-worlds")}>
          {others.map((world) => (
            <option lang="en" key={world.name} value={world.name}>
              {world.title}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
