import { Argument, Command, InvalidArgumentError, Option } from "commander";

import { parseGoDuration } from "../../base/index.ts";
import { choiceFlag } from "../flags.ts";
import { examples } from "../examples.ts";
import { speedOf } from "./speed.ts";

const FAULTS = [
  "dns-nxdomain",
  "dns-servfail",
  "dns-timeout",
  "connection-refused",
  "connection-timeout",
  "connection-reset",
  "no-route",
  "corrupt",
  "truncate",
  "hang",
  "stall",
  "empty",
  "html",
  "status",
] as const;

const POINTS = ["connect", "manifest", "manifest-get", "blob", "config", "layer", "token", "any"] as const;

function control(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`)
    .addOption(new Option("--sandbox <name>", "which sandbox, where several run"));
}

function inside(command: string): ReturnType<typeof examples> {
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

export function faultCommand(): Command {
  return control("fault", "break a registry of the sandbox, and repair it")
    .addArgument(
      new Argument("<what>", "add a fault, remove all of a host, list them").choices(["add", "remove", "list"]),
    )
    .addArgument(new Argument("[host]", "the registry, as images name it"))
    .addArgument(new Argument("[fault]", "what goes wrong").choices(FAULTS))
    .addOption(choiceFlag("--on <request>", "on which requests: on all unless said", POINTS))
    .addOption(new Option("--status <code>", "with the fault status, what is answered").argParser(statusOf))
    .addOption(new Option("--for <duration>", "how long: until it is removed unless said").argParser(durationOf))
    .addHelpText("after", inside("pullwhy sandbox fault add docker.io status --status 503"));
}

export function imagesCommand(): Command {
  return control("images", "push an image into a registry of the sandbox")
    .addArgument(new Argument("<what>", "push an image").choices(["push"]))
    .addArgument(new Argument("<image>", "HOST/REPOSITORY:TAG; what is in it does not matter"))
    .addHelpText("after", inside("pullwhy sandbox images push registry.example/shop/web:2.0"));
}

function statusOf(text: string): number {
  if (/^[45]\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Must be a status from 400 to 599");
}

function durationOf(text: string): number {
  const duration = parseGoDuration(text);
  if (duration !== undefined && duration > 0) return duration;
  throw new InvalidArgumentError("Must be a duration such as 90s or 15m");
}
