import { Command } from "commander";

import { SKILLS } from "../../../lessons/index.ts";
import { oneOf } from "../../choice.ts";
import { examples } from "../../examples.ts";
import { choiceFlag, outputFlag } from "../../flags.ts";

export function learnListCommand(): Command {
  return new Command("list")
    .summary("all scenarios: level, skills, and how far you are")
    .description(
      "Lists the scenarios in the order in which they are best met, with their level, what they practise, and whether you have begun or " +
        "repaired them; what you have repaired and whose questions are due again is marked so.",
    )
    .addOption(
      choiceFlag("--skill <skill>", "those that practise this skill", SKILLS).argParser(
        oneOf(SKILLS, (text) => text.toUpperCase()),
      ),
    )
    .addOption(outputFlag(["text", "name", "json", "yaml"]))
    .addHelpText("after", examples("pullwhy learn list", "pullwhy learn list --skill CRD -o name"));
}
