import { Command } from "commander";

import { examples } from "../examples.ts";
import { choiceFlag, namespaceFlag } from "../flags.ts";

export function rbacCommand(): Command {
  return new Command("rbac")
    .summary("the least role with which pullwhy can look into a cluster")
    .description(
      "Prints the role that `pullwhy diagnose` needs, to be given to kubectl apply: a ClusterRole, or with -n a Role of one " +
        "namespace. Without the rule for secrets it works too, and says what was not seen.",
    )
    .addOption(namespaceFlag("a Role of this namespace instead of a ClusterRole"))
    .option("--fix", "with what `pullwhy fix --apply` needs, too")
    .addOption(choiceFlag("-o, --output <format>", "how to print", ["yaml", "json"]).default("yaml"))
    .addHelpText("after", examples("pullwhy rbac", "pullwhy rbac -n shop -o json", "pullwhy rbac --fix -n shop"));
}
