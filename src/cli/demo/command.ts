import { Command } from "commander";

import { examples } from "../examples.ts";

export function demoCommand(): Command {
  return new Command("demo")
    .summary("break a pod, see why, fix it: one minute")
    .description(
      "Shows, as it happens, how a pod ends in ImagePullBackOff and how it gets out: an image that is not there, then a login " +
        "that is missing. kubectl talks to a cluster in this process (see `pullwhy sandbox`), whose clock jumps over long waits.",
    )
    .option("--fast", "do not wait between the lines; also the way when the output is no terminal")
    .addHelpText("after", examples("pullwhy demo"));
}
