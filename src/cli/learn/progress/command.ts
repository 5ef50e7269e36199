import { Command, Option } from "commander";

import { examples } from "../../examples.ts";
import { outputFlag } from "../../flags.ts";

export const PROGRESS_FORMATS = ["text", "json", "yaml"] as const;

export function learnProgressCommand(): Command {
  return new Command("progress")
    .summary("how it stands by skill, what is due, what you seem to believe")
    .description(
      "Tells how your answers stand by skill, what is due for review and which beliefs they go with. The answers lie in one file, " +
        "$XDG_DATA_HOME/pullwhy/attempts.jsonl (~/.local/share unless said), which the page of `pullwhy learn` uses too; nothing leaves " +
        "this machine.",
    )
    .addOption(
      new Option("--export <file>", "write all answers into a new file, - for standard output").conflicts("import"),
    )
    .addOption(new Option("--import <file>", "add the answers of a file, - for standard input"))
    .addOption(outputFlag(PROGRESS_FORMATS))
    .addHelpText(
      "after",
      examples(
        "pullwhy learn progress",
        "pullwhy learn progress -o json",
        "pullwhy learn progress --export answers.jsonl",
      ),
    );
}
