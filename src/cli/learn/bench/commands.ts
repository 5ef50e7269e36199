import { Argument, Command, Option } from "commander";

import { examples } from "../../examples.ts";
import { kubeletFlag, outputFlag, seedFlag } from "../../flags.ts";
import { plainFlag } from "../plain-flag.ts";

const TYPED =
  "What you type are kubectl lines, wait 30s, skip, which goes on to the next attempt, undo, hint, and check, which judges; they may be " +
  "piped in, one a line.";

export function learnFixCommand(): Command {
  return atBench("fix")
    .summary("repair a broken world with kubectl")
    .description(
      `Puts you into a broken world on a virtual clock. What counts is not what you type but what holds twelve minutes later. ${TYPED}`,
    )
    .addHelpText(
      "after",
      examples(
        "pullwhy learn fix wrong-tag",
        "echo check | pullwhy learn fix rate-limited",
        "pullwhy learn fix wrong-tag -o md",
      ),
    );
}

export function learnBreakCommand(): Command {
  return atBench("break")
    .addOption(new Option("-f, --filename <file>", "a world file of yours, judged instead of what is typed"))
    .summary("the other way round: make a pod that shows this symptom")
    .description(
      "Tells what kubectl shows of a pod that fails, and puts you into an empty cluster: make a pod that shows the same. Any that does is " +
        `right. ${TYPED}`,
    )
    .addHelpText(
      "after",
      examples(
        "pullwhy learn break wrong-tag",
        "echo 'kubectl run web --image=nginx:0' | pullwhy learn break wrong-tag",
        "pullwhy learn break policy-never -o md",
      ),
    );
}

function atBench(name: string): Command {
  return new Command(name)
    .addArgument(new Argument("[scenario]", "see `pullwhy learn list`: what is best met next unless said"))
    .addOption(seedFlag())
    .addOption(kubeletFlag())
    .addOption(outputFlag(["text", "json", "yaml", "md"]))
    .addOption(plainFlag());
}
