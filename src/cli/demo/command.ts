import { Command } from "commander";

import { examples } from "../examples.ts";

export function demoCommand(): Command {
  return new Command("demo")
    .summary("break a pod, see why, fix it: one minute")
    .description(
      "Tells, as it happens, how a pod ends in ImagePullBackOff and how it gets out: a wrong tag, then a missing login. " +
        "Everything runs on a virtual clock in this process; no cluster is needed.",
    )
    .option("--fast", "do not wait between the lines; also the way when the output is no terminal")
    .addHelpText("after", examples("pullwhy demo"));
}
