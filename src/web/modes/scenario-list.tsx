import type { JSX } from "preact";

import { recommendedOrder } from "../../lessons/index.ts";
import { formatLink } from "../model/index.ts";
import { usePage } from "../views/index.ts";

/** All scenarios, easy ones first, each for the way to practise that is chosen. */
export function ScenarioList(): JSX.Element {
  const { say, session } = usePage();
  return (
    <ol class="scenarios">
      {recommendedOrder().map(({ id, world, title, task, level }) => (
        <li key={id}>
          <a lang="en" href={formatLink({ scenario: world, mode: session.mode })}>
            {title}
          </a>{" "}
          <span class="aside">{say(`level.${level}`)}</span>
          <p lang="en">{task}</p>
        </li>
      ))}
    </ol>
  );
}
