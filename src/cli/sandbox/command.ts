import { Command, InvalidArgumentError, Option } from "commander";

import { examples } from "../examples.ts";
import { kubeletFlag, runtimeFlag, seedFlag } from "../flags.ts";
import { speedOf } from "./speed.ts";

const MOST_NODES = 100;
const LARGEST_PORT = 65_535;

export function sandboxCommand(): Command {
  return new Command("sandbox")
    .summary("a cluster for the real kubectl, in this process")
    .description(
      "Starts an embedded cluster on loopback: an API server that kubectl talks to, nodes that run the kubelet of pullwhy, and " +
        "registries that images are pulled from over HTTP. It needs nothing else, and nothing of it is left when it stops. " +
        "Words after --exec are a command to be run in it, which decides the exit code.",
    )
    .argument("[command...]", "with --exec, the command that is run with KUBECONFIG set")
    .option("--world <world>", "world that it starts from, a name that ships or a file: playground unless said")
    .addOption(
      new Option("--nodes <number>", "nodes: as in the world unless said").argParser(wholeNumber(1, MOST_NODES)),
    )
    .addOption(kubeletFlag())
    .addOption(runtimeFlag())
    .addOption(seedFlag())
    .addOption(
      new Option("--port <number>", "port of the API server: any unless said").argParser(wholeNumber(0, LARGEST_PORT)),
    )
    .addOption(new Option("--speed <factor>", "how fast time goes: 60x is a minute a second").argParser(speedOf))
    .option("--sandbox <name>", "name, for a second one beside the first")
    .option("--play", "let the actions of the world happen at their instants")
    .option("--exec", "run the command that follows, then stop")
    .addHelpText(
      "after",
      examples(
        "pullwhy sandbox --exec kubectl get nodes",
        "pullwhy sandbox --world wrong-tag --exec kubectl get pods -o wide",
      ),
    );
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Must be a whole number from ${least} to ${most}`);
  };
}
