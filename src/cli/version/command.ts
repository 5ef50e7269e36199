import { Command } from "commander";

import { examples } from "../examples.ts";
import { outputFlag } from "../flags.ts";

export function versionCommand(): Command {
  return new Command("version")
    .summary("versions of pullwhy and of the kubelets that it knows")
    .description("Prints the version of pullwhy, the minors of the kubelet and the container runtimes that it knows.")
    .addOption(outputFlag(["text", "json", "yaml"]))
    .addHelpText("after", examples("pullwhy version", "pullwhy version -o json"));
}
