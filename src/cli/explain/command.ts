import { Argument, Command } from "commander";

import { examples } from "../examples.ts";
import { outputFlag } from "../flags.ts";

export const EXPLAIN_FORMATS = ["text", "json", "yaml", "md", "name"] as const;

export function explainCommand(): Command {
  return new Command("explain")
    .summary("what a cause means, how to tell it apart, how to fix it")
    .description(
      "Lists the causes of a failed image pull, and the near misses, which only look like one. With CAUSE it tells one " +
        "of them: what it means, how to tell it apart, what confirms it, who can fix it and how, and real messages. " +
        "A family, such as tls, lists its causes.",
    )
    .addArgument(new Argument("[cause]", "a cause such as tag-not-found, or a family such as tls"))
    .addOption(outputFlag(EXPLAIN_FORMATS))
    .addHelpText("after", examples("pullwhy explain", "pullwhy explain tag-not-found", "pullwhy explain tls -o md"));
}
