import { Argument, Command } from "commander";

import { oneOf } from "../choice.ts";
import { examples } from "../examples.ts";
import { SHELLS } from "./scripts.data.ts";

export function completionCommand(): Command {
  return new Command("completion")
    .summary("shell completion")
    .description(
      "Prints a script that completes commands, flags and their values; its first line tells how to load it.",
    )
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS).argParser(oneOf(SHELLS)))
    .addHelpText("after", examples("source <(pullwhy completion bash)", "pullwhy completion zsh > _pullwhy"));
}

/** What the scripts ask; hidden. */
export function completeCommand(): Command {
  return new Command("complete").helpOption(false).allowUnknownOption().argument("[words...]");
}
