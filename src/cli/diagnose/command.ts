import { Argument, Command } from "commander";

import { addClusterFlags } from "../cluster-flags.ts";
import { examples } from "../examples.ts";
import { filenameFlag, kubeletFlag, platformFlag, repeatable } from "../flags.ts";
import { diagnoseOutputFlag } from "./formats.ts";

export function diagnoseCommand(): Command {
  const command = new Command("diagnose")
    .summary("why images do not pull: in a cluster, or in what kubectl or a log has printed")
    .description(
      "Names the cause, what proves it, when the next try comes, and what to change. Looks at the failing pods of the " +
        "namespace, of a workload or of a node, and asks the registries of their images as the kubelet does; nothing is changed. With -f, or with text on standard input, it reads " +
        "what you paste instead: kubectl describe, get and events (text, YAML, JSON), logs of kubelets and runtimes, " +
        "errors of docker, podman, crictl and the like, CI logs, with all that chats and tickets do to them. " +
        "image/REF asks about an image without a cluster, anonymously and with the secrets of -f. " +
        "Secrets are never shown.",
    )
    .addArgument(new Argument("[target...]", "KIND/NAME such as deploy/web, the name of a pod, or image/REF"))
    .addOption(
      filenameFlag(
        "file, folder or pattern with pasted text, or with manifests of what to look at; - for standard input; may be repeated",
      ),
    );
  return addClusterFlags(command)
    .option("--offline", "ask no registry")
    .addOption(repeatable("--extra-ca <file>", "authority that registries' certificates may come from"))
    .addOption(repeatable("--allow-realm <host>", "token service that may be sent logins"))
    .addOption(repeatable("--plain-http <host>", "registry that is asked over plain HTTP"))
    .addOption(repeatable("--mirrors <file>", "hosts.toml, registries.conf or k3s's registries.yaml of the nodes"))
    .option("-w, --watch", "go on until the pods run; tells what changes")
    .addOption(platformFlag("what the image has to run on; of nodes that do not say"))
    .addOption(kubeletFlag())
    .addOption(diagnoseOutputFlag())
    .addHelpText(
      "after",
      examples(
        "pullwhy diagnose deploy/web -n shop",
        "pullwhy diagnose -A -o json",
        "pullwhy diagnose image/registry.example/shop/api:1.4 -f secrets.yaml",
        "kubectl describe pod web | pullwhy",
        "pullwhy diagnose -f describe.txt -o md",
      ),
    );
}
