import { Argument, Command } from "commander";

import { examples } from "../examples.ts";
import { filenameFlag, kubeletFlag, namespaceFlag, outputFlag } from "../flags.ts";

export function credentialsCommand(): Command {
  return new Command("credentials")
    .summary("which credential the kubelet would use for an image, and why not the others")
    .description(
      "Explains which logins of pull secrets the kubelet would offer for IMAGE, in which order, and why not the others. " +
        "Secrets come from -f, or from standard input; they count as the pod's imagePullSecrets in the order given. " +
        "Passwords are never shown.",
    )
    .addArgument(new Argument("<image>", "as in the pod, such as registry.example:5000/shop/api:1.4"))
    .addOption(filenameFlag("file, folder or pattern with secrets, - for standard input; may be repeated"))
    .addOption(namespaceFlag("namespace of the pod, and of secrets that name none"))
    .addOption(kubeletFlag())
    .addOption(outputFlag(["text", "wide", "json", "yaml", "md"]))
    .addHelpText(
      "after",
      examples(
        "pullwhy credentials registry.example/shop/api:1.4 -f secrets.yaml",
        "kubectl get secret -o yaml | pullwhy credentials registry.example/shop/api",
      ),
    );
}
