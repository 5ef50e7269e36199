import { Command } from "commander";

import { examples } from "../examples.ts";
import { outputFlag } from "../flags.ts";

export function worldsCommand(): Command {
  return new Command("worlds")
    .summary("the world files that ship")
    .description("Lists the world files that ship with pullwhy; `pullwhy trace NAME` runs one.")
    .addOption(outputFlag(["text", "name", "json", "yaml"]))
    .addHelpText("after", examples("pullwhy worlds", "pullwhy worlds -o name"));
}
