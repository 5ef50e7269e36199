import { Argument, Command, Option } from "commander";

import { REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import { examples } from "../examples.ts";
import {
  atFlag,
  choiceFlag,
  filenameFlag,
  forFlag,
  kubeletFlag,
  namespaceFlag,
  outputFlag,
  runtimeFlag,
  seedFlag,
} from "../flags.ts";

export const TRACE_FORMATS = ["text", "wide", "json", "jsonl", "yaml", "md"] as const;

export function traceCommand(): Command {
  return new Command("trace")
    .summary("what the kubelet will do, step by step, on a virtual clock")
    .description(
      "Runs a world on a virtual clock and prints every step: attempts, back-offs, statuses, and what the user did. " +
        "WORLD is a world that ships (see `pullwhy worlds`) or the path of a world file. With -f, or with manifests on " +
        "standard input, it is made from your own pods; --registry-answer says how their registries answer.",
    )
    .addArgument(new Argument("[world]", "name of a world that ships, or path of a world file"))
    .addOption(filenameFlag("file, folder or pattern with manifests, - for standard input; may be repeated"))
    .addOption(namespaceFlag("namespace of the manifests that name none"))
    .addOption(
      choiceFlag("--registry-answer <answer>", "with -f, how every registry answers: ok unless said", REGISTRY_ANSWERS),
    )
    .addOption(new Option("--platform <platform>", "with -f, platform of the node: linux/amd64 unless said"))
    .addOption(kubeletFlag())
    .addOption(runtimeFlag())
    .addOption(seedFlag())
    .addOption(forFlag())
    .addOption(new Option("--why <step>", "the chain of causes behind one step, such as p2.f"))
    .addOption(new Option("--show <command>", 'what kubectl would print instead, such as "describe pod web"'))
    .addOption(atFlag("with --show, the moment: the end of the run unless said"))
    .addOption(outputFlag(TRACE_FORMATS))
    .addHelpText(
      "after",
      examples(
        "pullwhy trace wrong-tag",
        "pullwhy trace -f pod.yaml --registry-answer not-found --kubelet 1.33",
        "pullwhy trace wrong-tag --why p2.f",
        'pullwhy trace wrong-tag --show "describe pod web" --at 2m',
      ),
    );
}
