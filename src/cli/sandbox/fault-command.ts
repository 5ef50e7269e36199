import { Argument, type Command, InvalidArgumentError, Option } from "commander";

import { FAULT_POINTS, SIMPLE_FAULTS } from "../../kinds/index.ts";
import { choiceFlag, durationFlag } from "../flags.ts";
import { control, inside } from "./control-commands.ts";

const FAULTS = [
  ...SIMPLE_FAULTS,
  "status",
  "slow",
  "redirect",
  "allowance",
  "media-type",
  "missing-platform",
  "tls-expired",
  "tls-not-yet-valid",
  "tls-wrong-name",
  "tls-alert",
] as const;

export function faultCommand(): Command {
  return control("fault", "break a registry of the sandbox, and repair it")
    .addArgument(
      new Argument("<what>", "add a fault, remove all of a host, list them").choices(["add", "remove", "list"]),
    )
    .addArgument(new Argument("[host]", "the registry, as images name it"))
    .addArgument(new Argument("[fault]", "what goes wrong").choices(FAULTS))
    .addOption(choiceFlag("--on <request>", "on which requests: on all unless said", FAULT_POINTS))
    .addOption(new Option("--repository <name>", "of one repository, or of all that begin so where it ends in *"))
    .addOption(durationFlag("--for <duration>", "how long: until it is removed unless said"))
    .addOption(new Option("--share <percent>", "how many of a hundred requests: all unless said").argParser(shareOf))
    .addOption(new Option("--client <name>", "for one node, or for clients whose User-Agent begins so"))
    .addOption(new Option("--status <code>", "with status, what is answered: 500 unless said").argParser(statusOf))
    .addOption(new Option("--code <word>", "with status, the code in the body, such as TOOMANYREQUESTS"))
    .addOption(new Option("--message <text>", "with status, the message in the body"))
    .addOption(durationFlag("--retry-after <duration>", "with status, when the client may come again"))
    .addOption(new Option("--rate <bytes>", "with slow, bytes a second").argParser(wholeNumber))
    .addOption(new Option("--to <host>", "with redirect, where to: round and round unless said"))
    .addOption(new Option("--media-type <type>", "with media-type, which is told"))
    .addOption(new Option("--platform <platform>", "with missing-platform, which is missing"))
    .addOption(new Option("--alert <text>", "with tls-alert, in the words of Go: certificate required"))
    .addOption(new Option("--names <hosts>", "with tls-wrong-name, those of the certificate, with commas between"))
    .addHelpText(
      "after",
      inside("pullwhy sandbox fault add docker.io status --status 503 --share 50 && pullwhy sandbox fault list"),
    );
}

function statusOf(text: string): number {
  if (/^[45]\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Must be a status from 400 to 599");
}

function shareOf(text: string): number {
  const share = Number(text.replace(/%$/, ""));
  if (/^\d+(?:\.\d+)?%?$/.test(text) && share > 0 && share <= 100) return share;
  throw new InvalidArgumentError("Must be a share such as 50 or 12.5%");
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Must be a whole number from 1");
}
