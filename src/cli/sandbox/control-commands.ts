import { Argument, Command, Option } from "commander";

import { durationFlag, outputFlag, repeatable } from "../flags.ts";
import { examples } from "../examples.ts";
import { TRACE_FORMATS } from "../trace/command.ts";
import { speedOf } from "./speed.ts";

export function control(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`)
    .addOption(new Option("--sandbox <name>", "which sandbox, where several run"));
}

export function inside(command: string): ReturnType<typeof examples> {
  return examples(`pullwhy sandbox --exec sh -c '${command}'`);
}

export function pauseCommand(): Command {
  return control("pause", "let the sandbox's time stand still; `speed 1x` lets it go on").addHelpText(
    "after",
    inside("pullwhy sandbox pause"),
  );
}

export function speedCommand(): Command {
  return control("speed", "how fast the sandbox's time goes")
    .addArgument(new Argument("<factor>", "60x is a minute a second, 1x real time").argParser(speedOf))
    .addHelpText("after", inside("pullwhy sandbox speed 60x"));
}

export function stepCommand(): Command {
  return control("step", "go ahead to the next thing that happens to a pod").addHelpText(
    "after",
    inside("kubectl run web --image=nginx && pullwhy sandbox step"),
  );
}

export function skipToCommand(): Command {
  return control("skip-to", "go ahead to the next pull, without waiting for it")
    .addArgument(new Argument("<what>", "what to skip to").choices(["next-attempt"]))
    .addHelpText("after", inside("kubectl run a --image=b && pullwhy sandbox skip-to next-attempt"));
}

export function saveCommand(): Command {
  return control("save", "write the sandbox as it is now into a world file")
    .description(
      "Writes the sandbox as it is now into a world file: objects, registries with what was pushed to them, faults, images on " +
        "nodes. `pullwhy sandbox --world FILE` goes on from it. It holds passwords and secrets, so only you can read it.",
    )
    .addArgument(new Argument("<file>", "a new file; - is standard output"))
    .option("--force", "write over a file that is there")
    .addHelpText("after", inside("pullwhy sandbox save - | head -3"));
}

export function recordCommand(): Command {
  return control("record", "what has happened in the sandbox, as a trace")
    .description(
      "Prints what has happened in the sandbox since it was started (of more than 20,000 entries the latest), as `pullwhy trace` prints a run.",
    )
    .addOption(durationFlag("--for <duration>", "only the last so long"))
    .addOption(new Option("--why <step>", "the chain of causes behind one step, such as p2.f"))
    .addOption(outputFlag(TRACE_FORMATS))
    .addHelpText(
      "after",
      inside("kubectl run a --image=b && pullwhy sandbox skip-to next-attempt && pullwhy sandbox record"),
    );
}

export function imagesCommand(): Command {
  return control("images", "push an image into a registry of the sandbox, list those on its nodes")
    .addArgument(new Argument("<what>", "push an image, or list what lies on the nodes").choices(["push", "list"]))
    .addArgument(new Argument("[image]", "HOST/REPOSITORY:TAG; what is in it does not matter"))
    .addOption(repeatable("--platform <platform>", "with push, a platform that it is for: linux/amd64 unless said"))
    .addOption(outputFlag(["text", "json", "yaml"]))
    .addHelpText("after", inside("pullwhy sandbox images push registry.example/shop/web:2.0"));
}
