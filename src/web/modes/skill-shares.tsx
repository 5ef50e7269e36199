import type { JSX } from "preact";

import { type Skill, SKILLS } from "../../lessons/index.ts";
import { usePage } from "../views/index.ts";

const BAR = { width: 160, height: 6 } as const;

/** Every skill with the share of right answers, in words and as a bar. */
export function SkillShares({ shares }: { readonly shares: ReadonlyMap<Skill, number> }): JSX.Element {
  const { say } = usePage();
  return (
    <ul class="shares">
      {SKILLS.map((each) => {
        const share = shares.get(each);
        const skill = say(`skill.${each}`);
        return (
          <li key={each}>
            <span>
              {share === undefined
                ? say("progress.none", { skill })
                : say("progress.share", { skill, percent: Math.round(share * 100) })}
            </span>
            <svg {...BAR} aria-hidden="true">
              <rect {...BAR} class="bar-whole" />
              <rect width={BAR.width * (share ?? 0)} height={BAR.height} class="bar-share" />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}
