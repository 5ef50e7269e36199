import { failed, ok, type Outcome } from "../../base/index.ts";
import { type Minor, parsePlatform, type RuntimeName } from "../../kinds/index.ts";
import type { RegistryAnswer } from "../../sandbox/index.ts";
import type { Typed } from "../entry.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { TRACE_FORMATS } from "./command.ts";

export type TraceFormat = (typeof TRACE_FORMATS)[number];

export interface TraceOptions {
  readonly target: TraceTarget;
  readonly output: TraceFormat;
  /** Id of a step. */
  readonly why?: string;
  /** A kubectl command line that is to be shown instead of the trace. */
  readonly show?: string;
  /** What is other than the world says. */
  readonly run: {
    readonly kubelet?: Minor;
    readonly runtime?: RuntimeName;
    readonly seed?: number;
    readonly for?: number;
  };
}

export type TraceTarget =
  | { readonly kind: "world"; readonly world: string }
  | {
      readonly kind: "manifests";
      /** None: standard input. */
      readonly filenames: readonly string[];
      readonly namespace?: string;
      readonly answer: RegistryAnswer;
      readonly platform?: string;
    };

interface TraceFlags {
  readonly filename?: readonly string[];
  readonly namespace?: string;
  readonly registryAnswer?: RegistryAnswer;
  readonly platform?: string;
  readonly kubelet?: Minor;
  readonly runtime?: RuntimeName;
  readonly seed?: number;
  readonly for?: number;
  readonly why?: string;
  readonly show?: string;
  readonly at?: number;
  readonly output: TraceFormat;
}

const DEFAULT_ANSWER: RegistryAnswer = "ok";

export function traceOptions(typed: Typed<TraceFlags>): Outcome<TraceOptions, Fault> {
  const { flags } = typed;
  const [world] = typed.args;
  const fault = (world === undefined ? manifestFault(flags) : worldFault(flags)) ?? showFault(flags);
  if (fault !== undefined) return failed(fault);
  const { kubelet, runtime, seed, for: length, why, show, at, output } = flags;
  return ok({
    target: world === undefined ? manifestTarget(flags) : { kind: "world", world },
    output,
    ...given({ why, show }),
    run: given({ kubelet, runtime, seed, for: at ?? length }),
  });
}

function manifestTarget({ filename = [], namespace, registryAnswer, platform }: TraceFlags): TraceTarget {
  const answer = registryAnswer ?? DEFAULT_ANSWER;
  return { kind: "manifests", filenames: filename, answer, ...given({ namespace, platform }) };
}

function manifestFault({ platform }: TraceFlags): Fault | undefined {
  if (platform === undefined || parsePlatform(platform) !== undefined) return undefined;
  return cliFault(
    "CLI_USAGE",
    `Cannot use --platform ${JSON.stringify(platform)}: a platform such as linux/arm64 is wanted`,
  );
}

/** A world says itself which objects, registries and nodes there are. */
function worldFault({ filename, namespace, registryAnswer, platform }: TraceFlags): Fault | undefined {
  if (filename !== undefined) {
    const hint = "A pattern that the shell should leave alone needs quotes: -f 'deploy/*.yaml'";
    return cliFault("CLI_USAGE", "Cannot trace a world and manifests at once: either WORLD or -f is wanted", hint);
  }
  const flags = { "--namespace": namespace, "--registry-answer": registryAnswer, "--platform": platform };
  const [flag] = Object.entries(flags).find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return undefined;
  return cliFault("CLI_USAGE", `Cannot use ${flag} with a world: the world says it; ${flag} goes with -f`);
}

/** A moment is shown, or a whole run with its reasons. */
function showFault({ show, at, why, for: length }: TraceFlags): Fault | undefined {
  if (show === undefined && at !== undefined)
    return cliFault("CLI_USAGE", "Cannot use --at without --show: it is its moment");
  if (show === undefined) return undefined;
  const flags = { "--why": why, "--for": length };
  const [flag] = Object.entries(flags).find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return undefined;
  return cliFault("CLI_USAGE", `Cannot use ${flag} with --show: one moment is shown, and --at says which`);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are not undefined. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
