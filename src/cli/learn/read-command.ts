import { Argument, Command } from "commander";

import { examples } from "../examples.ts";
import { kubeletFlag, runtimeFlag, seedFlag } from "../flags.ts";
import { plainFlag } from "./plain-flag.ts";

export function learnRunCommand(): Command {
  return reading("run")
    .summary("a world's whole run as prose")
    .description("Runs a world on a virtual clock and tells it as prose, a paragraph for each attempt.")
    .addHelpText("after", examples("pullwhy learn run wrong-tag", "pullwhy learn run wrong-tag --kubelet 1.31"));
}

export function learnStepCommand(): Command {
  return reading("step")
    .addArgument(new Argument("[step]", "one step, such as p3.f: what fired it, and the chain of causes"))
    .summary("a world's steps, one sentence each")
    .description(
      "Runs a world on a virtual clock and tells its steps, one sentence each; or one of them, with its rule and causes.",
    )
    .addHelpText("after", examples("pullwhy learn step wrong-tag --plain", "pullwhy learn step wrong-tag p3.f"));
}

function reading(name: string): Command {
  return new Command(name)
    .addArgument(new Argument("<world>", "name of a world that ships, or path of a world file"))
    .addOption(kubeletFlag())
    .addOption(runtimeFlag())
    .addOption(seedFlag())
    .addOption(plainFlag());
}
