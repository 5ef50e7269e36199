import { Argument, Command } from "commander";

import { addClusterFlags } from "../cluster-flags.ts";
import { examples } from "../examples.ts";
import { choiceFlag, filenameFlag, kubeletFlag, outputFlag, repeatable } from "../flags.ts";

export const FIX_FORMATS = ["text", "json", "yaml"] as const;

export function fixCommand(): Command {
  const command = new Command("fix")
    .summary("the exact change that lets images pull; makes it, and watches, on request")
    .description(
      "Finds the cause as diagnose does and prints the change for it where it belongs: the Deployment and not the pod, the secret and not " +
        "who names it. What the change needs is asked of the registry first. Nothing is changed without --apply; what somebody else has " +
        "changed meanwhile is not overwritten; what Helm, Argo CD or Flux write is changed only with --force. Passwords are read from " +
        "standard input, and never shown.",
    )
    .addArgument(new Argument("[target...]", "KIND/NAME such as deploy/web, or the name of a pod"))
    .addOption(
      filenameFlag(
        "file, folder or pattern with manifests to be changed instead; - for standard input; may be repeated",
      ),
    )
    .option("--write", "change the files of -f in place; comments, order and quotes stay")
    .option(
      "--apply",
      "make the change after a question, and wait until the pods run; without a terminal it wants --yes",
    )
    .option("--undo", "take back what fixes have changed, as far as it is as they left it")
    .option("--yes", "do not ask")
    .option("--force", "change what Helm, Argo CD, Flux or another controller writes, too")
    .addOption(
      choiceFlag("--dry-run <how>", "server: let the API server check it", ["none", "client", "server"]).default(
        "none",
      ),
    )
    .option("--to <image>", "the image that is meant")
    .option(
      "--mirror <host>",
      "registry that has the same image: host, with a path before the image's where it wants one",
    )
    .option("--secret <namespace/name>", "the pull secret that is meant, where several would do")
    .option("--username <name>", "of a login for the registry, with --password-stdin")
    .option("--password-stdin", "read the password of the login from standard input")
    .option("--from-docker", "take the login for the registry from docker, and from the credential helper that it uses")
    .option("--from-file <file>", "docker config whose login for the registry is used; nothing else of it is stored");
  return addClusterFlags(command)
    .option("--offline", "ask no registry")
    .addOption(repeatable("--extra-ca <file>", "authority that registries' certificates may come from"))
    .addOption(repeatable("--allow-realm <host>", "token service that may be sent logins"))
    .addOption(repeatable("--plain-http <host>", "registry that is asked over plain HTTP"))
    .addOption(kubeletFlag())
    .addOption(outputFlag(FIX_FORMATS))
    .addHelpText(
      "after",
      examples(
        "pullwhy fix deploy/web -n shop",
        "pullwhy fix pod/web-1 --offline -o json",
        "pullwhy fix -f deploy.yaml --to registry.example/shop/api:1.4",
      ),
    );
}
