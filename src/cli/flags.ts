import { InvalidArgumentError, Option } from "commander";

import { parseGoDuration } from "../base/index.ts";
import { MINORS, parsePlatform, RUNTIMES } from "../kinds/index.ts";
import { oneOf } from "./choice.ts";

const LARGEST_SEED = 4_294_967_295;

/** An option that takes one of a list; completion offers the list. */
export function choiceFlag(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).argParser(oneOf(choices));
}

/** `v1.35`, `1.35.4` and `v1.35.4+k3s1` are the minor 1.35. */
function minorOf(text: string): string {
  return /^v?(\d+\.\d+)(?:\.\d+.*)?$/.exec(text)?.[1] ?? text;
}

export function kubeletFlag(): Option {
  return choiceFlag("--kubelet <minor>", "minor of the kubelet", MINORS).argParser(oneOf(MINORS, minorOf));
}

export function runtimeFlag(): Option {
  return choiceFlag("--runtime <name>", "container runtime whose words are used", RUNTIMES);
}

export function outputFlag(formats: readonly string[]): Option {
  return choiceFlag("-o, --output <format>", "how to print", formats).default("text");
}

/** `-f`, as often as wanted. */
export function filenameFlag(description: string): Option {
  return repeatable("-f, --filename <file>", description);
}

/** An option whose values are collected. */
export function repeatable(flags: string, description: string): Option {
  const collect = (value: string, others: readonly string[] = []): string[] => [...others, value];
  return new Option(flags, description).argParser(collect);
}

export function namespaceFlag(description: string): Option {
  return new Option("-n, --namespace <name>", description);
}

export function seedFlag(): Option {
  return new Option("--seed <number>", "seed of the randomness").argParser((text) => {
    const seed = Number(text);
    if (/^\d+$/.test(text) && seed <= LARGEST_SEED) return seed;
    throw new InvalidArgumentError(`Must be a whole number from 0 to ${LARGEST_SEED}`);
  });
}

export function platformFlag(description: string): Option {
  return new Option("--platform <os/arch>", description).argParser((text) => {
    const platform = parsePlatform(text);
    if (platform !== undefined) return platform;
    throw new InvalidArgumentError("Must be a platform such as linux/arm64");
  });
}

/** Milliseconds. */
export function forFlag(): Option {
  return durationFlag("--for <duration>", "how long to run on the virtual clock");
}

export function atFlag(help: string): Option {
  return durationFlag("--at <duration>", help);
}

export function durationFlag(flag: string, help: string): Option {
  return new Option(flag, help).argParser((text) => {
    const duration = parseGoDuration(text);
    if (duration !== undefined && duration > 0) return duration;
    throw new InvalidArgumentError("Must be a duration such as 90s, 15m or 1h30m");
  });
}
