import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import { findResource, isMinor, type KubernetesObject, type Minor, rulesOf } from "../../kinds/index.ts";
import { renderKubectl, type Table, tableText, type TableTextOptions } from "../index.ts";

const PATH = join(import.meta.dirname, "../../../conformance/recordings/api/shown.jsonl.gz");

/** What a real kubectl printed, and the bodies that a real API server had answered it with. */
interface Answered {
  readonly server: string;
  readonly kubectl: string;
  readonly step: string;
  readonly argv: readonly string[];
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** None where nothing was found. */
  readonly bodies: readonly (KubernetesObject & { readonly items?: readonly KubernetesObject[] })[];
}

const answered = readJsonLines(PATH) as Answered[];
const isTable = ({ bodies }: Answered): boolean => bodies.some(({ kind }) => kind === "Table");

describe("tableText() prints recorded tables as the real kubectl did", () => {
  test.each(answered.filter(isTable))("$server $kubectl $step", ({ argv, stdout, bodies }) => {
    const kinds = (argv[argv.indexOf("get") + 1] ?? "").split(",");
    const texts = bodies.map((body, index) => tableText(body as unknown as Table, optionsOf(argv, kinds, index)));
    expect(texts.join("\n")).toBe(stdout);
  });
});

function optionsOf(argv: readonly string[], kinds: readonly string[], index: number): TableTextOptions {
  const type = findResource(kinds[index] ?? "");
  return {
    wide: argv.includes("wide"),
    showLabels: argv.includes("--show-labels"),
    withNamespace: argv.includes("-A"),
    ...(kinds.length > 1 && type !== undefined ? { withKind: [type.kind, type.group].filter(Boolean).join(".") } : {}),
  };
}

/** Steps that print more than twelve events: Go's sort puts those of the same second in an order of its own. */
const IN_ANY_ORDER = ["describe-node"];

/** Without selectors, which are not rendered: there is nothing to select from. */
const nothing = answered.filter(({ stderr, argv }) => stderr !== "" && !argv.includes("-l"));

describe("renderKubectl() says as the real kubectl did that there is nothing", () => {
  test.each(nothing)("$server $kubectl $step", (recorded) => {
    const { argv, exit: exitCode, stdout, stderr } = recorded;
    const rules = rulesOf(minorOf(recorded)).printer;
    expect(renderKubectl(argv, [], { now: 0, rules })).toEqual({ stdout, stderr, exitCode });
  });
});

function minorOf({ kubectl }: Answered): Minor {
  const minor = /^v(\d+\.\d+)\./.exec(kubectl)?.[1] ?? "";
  if (!isMinor(minor)) throw new Error(`No minor ${kubectl}`);
  return minor;
}

describe("renderKubectl() prints recorded objects as the real kubectl did", () => {
  test.each(answered.filter((one) => one.stderr === "" && !isTable(one)))("$server $kubectl $step", (recorded) => {
    const { step, argv, stdout, bodies } = recorded;
    const objects = bodies.flatMap(listed);
    const rules = rulesOf(minorOf(recorded)).printer;
    const comparable = (text: string): string => (IN_ANY_ORDER.includes(step) ? sortedLines(text) : text);
    const shown = instantsAfter(objects).map((now) => comparable(renderKubectl(argv, objects, { now, rules }).stdout));
    expect(shown.find((text) => text === comparable(stdout)) ?? shown[0]).toBe(comparable(stdout));
  });
});

function sortedLines(text: string): string {
  return text.split("\n").sort().join("\n");
}

/** Objects of a list do not name their kind. */
function listed(body: Answered["bodies"][number]): readonly KubernetesObject[] {
  const { apiVersion, kind, items } = body;
  return items?.map((item) => ({ ...item, apiVersion, kind: kind.replace(/List$/, "") })) ?? [body];
}

/** The instant of the command was not recorded: it lies in the minute after the newest time that any object holds. */
function instantsAfter(objects: readonly KubernetesObject[]): readonly number[] {
  const times = JSON.stringify(objects).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g) ?? [];
  const newest = Math.max(...times.map((time) => Date.parse(time)));
  return Array.from({ length: 600 }, (_, index) => newest + index * 100);
}
