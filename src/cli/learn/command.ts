import { Command, Option } from "commander";

import { examples } from "../examples.ts";
import { portOf } from "./port.ts";

export function learnCommand(): Command {
  return new Command("learn")
    .summary("how image pulls fail and recover, and practice, in the browser or here")
    .description(
      "Opens a page on loopback that runs worlds on a virtual clock and shows every step: what the kubelet decides, what kubectl shows, " +
        "what goes over the network. Everything is computed in the page; nothing leaves this machine. Ctrl-C ends it. The commands below " +
        "are the same lessons in the terminal; both keep answers in one file.",
    )
    .option("--no-open", "print the address only, open no browser")
    .addOption(new Option("--port <number>", "port of the page: any that is free unless said").argParser(portOf))
    .addHelpText(
      "after",
      examples("pullwhy learn", "pullwhy learn --no-open", "pullwhy learn list", "pullwhy learn run wrong-tag"),
    );
}
