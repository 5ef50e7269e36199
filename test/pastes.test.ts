import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../conformance/vectors.ts";
import { classify, diagnose } from "../src/diagnosis/index.ts";
import { type Minor, rulesOf, type Snapshot } from "../src/kinds/index.ts";
import { readPaste } from "../src/kubectl/index.ts";
import { INJECTED_FAULTS } from "./injected-faults.ts";

const CONFORMANCE = join(import.meta.dirname, "../conformance");
const RECORDINGS = join(CONFORMANCE, "recordings");

interface Shown {
  readonly argv: readonly string[];
  readonly moment: string;
  readonly stdout: string;
}

interface Described {
  readonly title: string;
  readonly story: string;
  readonly minor: Minor;
  readonly moment: string;
  readonly text: string;
}

/** Every `describe` of pods that was recorded on a real cluster. */
const described: readonly Described[] = readdirSync(RECORDINGS)
  .filter((folder) => folder.startsWith("v"))
  .flatMap((folder) => readdirSync(join(RECORDINGS, folder)).flatMap((story) => describesOf(folder, story)));

function describesOf(folder: string, story: string): Described[] {
  const file = join(RECORDINGS, folder, story, "kubectl.jsonl.gz");
  if (!existsSync(file)) return [];
  const minor = folder.replace(/^v(\d+\.\d+).*/, "$1") as Minor;
  return (readJsonLines(file) as Shown[])
    .filter(({ argv, stdout }) => argv.includes("describe") && stdout.startsWith("Name:"))
    .map(({ moment, stdout, argv }, index) => {
      return { title: `${folder} ${story} ${index} ${argv.at(-1)}`, story, minor, moment, text: stdout };
    });
}

async function causesOf(text: string, minor: Minor): Promise<readonly string[]> {
  const verdicts = diagnose(await readPaste(text), { rules: rulesOf(minor) });
  return verdicts.flatMap(({ cause, alternatives }) => [cause, ...alternatives.map((other) => other.cause)]);
}

describe("recorded descriptions, read back", () => {
  const failing = described.filter(
    ({ story, moment }) => story in INJECTED_FAULTS && /^(?:ErrI|ImageP|Inval)/.test(moment),
  );

  test.each(failing.map((each) => [each.title, each] as const))("%s: the fault is named", async (_, each) => {
    const named = await causesOf(each.text, each.minor);
    const wanted = INJECTED_FAULTS[each.story] ?? [];
    expect(named).toEqual(expect.arrayContaining([wanted.find((fault) => named.includes(fault)) ?? wanted[0]]));
  });

  test("how often it is the verdict, by fault", async () => {
    const rows = new Map<string, { all: number; first: number }>();
    for (const { story, text, minor } of failing) {
      const row = rows.get(story) ?? { all: 0, first: 0 };
      const [first = ""] = await causesOf(text, minor);
      row.all += 1;
      row.first += INJECTED_FAULTS[story]?.includes(first) === true ? 1 : 0;
      rows.set(story, row);
    }
    const lines = [...rows].map(([story, { all, first }]) => `${story.padEnd(28)} ${first}/${all}`);
    console.log(`\nfault                        verdict\n${lines.join("\n")}\n`);
    expect(failing.length).toBeGreaterThan(100);
  });
});

/** The facts without where they stand, and with the white space that a text may lose. */
function factsOf({ pods, events, messages }: Snapshot): unknown {
  const bare = JSON.stringify({ pods, events, messages }, (key, value: unknown) =>
    key === "lines" ? undefined : typeof value === "string" ? value.replaceAll(/\s+/g, " ").trim() : value,
  );
  return JSON.parse(bare);
}

const ESCAPE = String.fromCharCode(0x1b);
const eachLine = (change: (line: string, index: number) => string) => (text: string) =>
  text.split("\n").map(change).join("\n");

/** What chats, terminals, mails and CI systems do to a text. */
const MANGLERS: Readonly<Record<string, (text: string) => string>> = {
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  "lost indentation": eachLine((line) => line.trimStart()),
  "single spaces": eachLine((line) => line.replaceAll(/(\S) {2,}/g, "$1 ")),
  tabs: eachLine((line) => line.replaceAll(/ {2,}/g, "\t")),
  "no-break spaces": (text) => text.replaceAll(" ", "\u00A0"),
  "smart quotes": (text) => text.replaceAll(/"([^"\n]*)"/g, "“$1”"),
  "a fence": (text) => `\`\`\`text\n${text}\n\`\`\``,
  "quote marks": eachLine((line) => `> ${line}`),
  "double quote marks": eachLine((line) => `>> ${line}`),
  "times of GitHub": eachLine((line) => `2026-11-20T10:11:12.1234567Z ${line}`),
  "times of Jenkins": eachLine((line) => `[2026-11-20T10:11:12.123Z] ${line}`),
  colours: eachLine((line) => `${ESCAPE}[31m${line}${ESCAPE}[0m`),
  "HTML entities": (text) =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  "empty lines between": (text) => text.replaceAll("\n", "\n\n"),
  "a prompt before": (text) => `me@laptop:~/shop$ kubectl describe pod web -n shop\n${text}`,
  "words around": (text) => `Hi all, this does not start, any idea?\n\n${text}\n\nThanks a lot!`,
};

describe("mangled descriptions", () => {
  const one = new Map(described.map((each) => [`${each.minor} ${each.story}`, each] as const));

  test.each(Object.entries(MANGLERS))("with %s tell the same", async (_, mangle) => {
    for (const { title, text } of one.values()) {
      expect([title, factsOf(await readPaste(mangle(text)))]).toEqual([title, factsOf(await readPaste(text))]);
    }
  });

  test.each([80, 100, 120])("broken at %i columns have the same causes", async (width) => {
    for (const { title, text, minor } of one.values()) {
      const broken = text.replaceAll(new RegExp(`.{${width}}(?=.)`, "g"), "$&\n");
      expect([title, await causesOf(broken, minor)]).toEqual([title, await causesOf(text, minor)]);
    }
  });
});

interface CorpusLine {
  readonly id: string;
  readonly message: string;
  readonly reason: string;
}

const corpus = readJsonLines(join(CONFORMANCE, "corpus-messages.jsonl.gz")) as CorpusLine[];

const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`);

/** Where people find a message. */
const WRAPPERS: Readonly<Record<string, (message: string) => string>> = {
  bare: (message) => message,
  "an event of describe": (message) =>
    `Events:\n  Type     Reason   Age                 From     Message\n  ----     ------   ----                ----     -------\n  Warning  Failed   2m (x4 over 5m)  kubelet  ${message}`,
  "an event of get": (message) =>
    `LAST SEEN   TYPE      REASON   OBJECT    MESSAGE\n35s         Warning   Failed   pod/web   ${message}`,
  "a waiting container": (message) =>
    `Containers:\n  app:\n    Image:          registry.example/shop/web:1\n    State:          Waiting\n      Reason:       ErrImagePull\n      Message:      ${message}\n    Ready:          False`,
  klog: (message) =>
    `E1120 10:11:12.345678    1234 remote_image.go:180] "PullImage from image service failed" err="${escaped(message)}" image="registry.example/shop/web:1"`,
  "a kubelet's journal": (message) =>
    `Nov 20 10:11:12 node-3 kubelet[1234]: E1120 10:11:12.345678    1234 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"app\\" with ErrImagePull: \\"${escaped(escaped(message))}\\"" pod="shop/web"`,
  "containerd's log": (message) =>
    `time="2026-11-20T10:11:12.345678901Z" level=error msg="PullImage \\"registry.example/shop/web:1\\" failed" error="${escaped(message)}"`,
  JSON: (message) =>
    JSON.stringify({ level: "error", time: "2026-11-20T10:11:12Z", error: message, logger: "kubelet" }),
  "a CI job": (message) => `2026-11-20T10:11:12.1234567Z ##[error]${message.replaceAll("\n", " ")}`,
  YAML: (message) =>
    `status:\n  containerStatuses:\n  - name: app\n    image: registry.example/shop/web:1\n    state:\n      waiting:\n        reason: ErrImagePull\n        message: ${JSON.stringify(message)}`,
};

/** What cannot be read in every place. */
const LOST: Readonly<Record<string, string>> = {
  m1de73996: "has typographic quotes of its own, which in a quoted field of a log look like its end",
  m55ddc73c: "says nothing of an image or a registry: bare, it may come from anything",
  m818bb428: "is two lines of a log that only mean something together",
};

describe("messages that people met", () => {
  const known = corpus.filter(({ message, reason }) => classify({ text: message, reason }).causes.length > 0);

  test.each(Object.entries(WRAPPERS))("in %s are read as they are", async (_, wrap) => {
    const wrong: string[] = [];
    for (const { id, message, reason } of known) {
      const [wanted = ""] = classify({ text: message.replaceAll(/\s*\n\s*/g, " "), reason }).causes;
      const { pods, events, messages } = await readPaste(wrap(message));
      const texts = [
        ...messages.map(({ text }) => text),
        ...events.map((event) => event.message),
        ...pods.flatMap(({ containers }) => containers.flatMap((container) => container.message ?? [])),
      ];
      const read = texts.flatMap(
        (text) => classify({ text: text.replaceAll(/\s*\n\s*/g, " "), reason }).causes[0] ?? [],
      );
      if (!read.includes(wanted) && !(id in LOST)) wrong.push(`${id}: ${read.join()} instead of ${wanted}`);
    }
    expect(wrong).toEqual([]);
  });
});
