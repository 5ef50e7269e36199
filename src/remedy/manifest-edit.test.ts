import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { parseAllDocuments } from "yaml";

import { editManifest, type ManifestEdit } from "./manifest-edit.ts";

const OLD = "registry.example/shop/web:1.5";
const NEW = "registry.example:5000/shop/web:1.4.2";
const web = { kind: "Deployment", name: "web" };
const TO: ManifestEdit = { ...web, edit: { kind: "image", from: OLD, to: NEW } };
const ATTACH: ManifestEdit = { ...web, edit: { kind: "pull-secret", name: "regcred" } };
const LABELS = { "kubernetes.io/arch": "arm64", "kubernetes.io/os": "linux" };
const PIN: ManifestEdit = { ...web, edit: { kind: "node-selector", labels: LABELS } };
const PULL: ManifestEdit = { ...web, edit: { kind: "policy", image: OLD } };

interface Written {
  readonly quote: string;
  readonly indent: number;
  readonly comment: string;
  readonly eol: string;
  readonly sidecar: boolean;
  readonly secrets: "none" | "block" | "flow" | "empty";
  readonly selector: "none" | "block" | "flow" | "other";
  readonly dash: number;
  readonly end: boolean;
  readonly last: "image" | "block" | "comment";
}

const written: fc.Arbitrary<Written> = fc.record({
  quote: fc.constantFrom("", "'", '"'),
  indent: fc.constantFrom(2, 3, 4),
  comment: fc.constantFrom("", '# the app: {not} [yaml] "quote', "# ünïcode 🐳"),
  eol: fc.constantFrom("\n", "\r\n"),
  sidecar: fc.boolean(),
  secrets: fc.constantFrom("none", "block", "flow", "empty"),
  selector: fc.constantFrom("none", "block", "flow", "other"),
  dash: fc.constantFrom(0, 2),
  end: fc.boolean(),
  last: fc.constantFrom("image", "block", "comment"),
});

function manifest({ quote, indent, comment, eol, sidecar, secrets, selector, dash, end, last }: Written): string {
  const at = (level: number, text: string): string => `${" ".repeat(indent * level)}${text}`;
  const item = (text: string): string => `${" ".repeat(indent * 3 + dash)}${text}`;
  const container = (name: string, tail: readonly string[]): readonly string[] => [
    item(`- name:   ${name} ${comment}`),
    item(`  image:  ${quote}${OLD}${quote} ${comment}`),
    item("  imagePullPolicy: Never"),
    ...tail,
  ];
  const lists = {
    none: [],
    block: [at(3, "imagePullSecrets:"), item(`- name: other ${comment}`)],
    flow: [at(3, "imagePullSecrets: [ {name: other} ]")],
    empty: [at(3, "imagePullSecrets: []   # none")],
  };
  const selectors = {
    none: [],
    block: [at(3, `nodeSelector: ${comment}`), at(4, `disk: ssd ${comment}`)],
    flow: [at(3, 'nodeSelector: {disk: ssd, "kubernetes.io/arch": amd64}')],
    other: [at(3, "nodeSelector:"), at(4, `kubernetes.io/arch: "amd64" ${comment}`), at(4, "disk: ssd")],
  };
  const tails = {
    image: [],
    block: [item("  args:"), item("    - |"), item("      echo   one"), item("      echo two")],
    comment: [at(3, "# at the end of the pod")],
  };
  const lines = [
    "# first",
    "---",
    "apiVersion: apps/v1",
    `kind:   Deployment   ${comment}`,
    "metadata: { name: web,   labels: {a: 'b',c: \"d\"} }",
    "spec:",
    at(1, "template:"),
    at(2, "spec:"),
    ...lists[secrets],
    ...selectors[selector],
    at(3, comment === "" ? "hostNetwork:   yes" : comment),
    at(3, "containers:"),
    ...(sidecar ? container("side", []) : []),
    ...container("app", tails[last]),
    "---",
    "kind: Secret",
    "apiVersion: v1",
    "metadata: {name: regcred}",
    "stringData: {password: hunter2}   # keep",
  ];
  return lines.map((line) => line.trimEnd()).join(eol) + (end ? eol : "");
}

function objects(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  for (const { errors } of documents) expect(errors).toEqual([]);
  return documents.map((document) => document.toJS() as unknown);
}

type Deployment = {
  spec: {
    template: { spec: { imagePullSecrets?: object[]; nodeSelector?: object; containers: Record<string, unknown>[] } };
  };
};

function expected(text: string, edit: ManifestEdit["edit"]): unknown[] {
  const all = objects(text);
  const { spec } = (all[0] as Deployment).spec.template;
  if (edit.kind === "pull-secret") spec.imagePullSecrets = [...(spec.imagePullSecrets ?? []), { name: edit.name }];
  if (edit.kind === "node-selector") spec.nodeSelector = { ...spec.nodeSelector, ...edit.labels };
  for (const container of spec.containers) {
    if (edit.kind === "image") container["image"] = edit.to;
    if (edit.kind === "policy") container["imagePullPolicy"] = "IfNotPresent";
  }
  return all;
}

const edits = fc.constantFrom(TO, ATTACH, PULL, PIN);

test("an edited manifest says the same but for what was changed", () => {
  fc.assert(
    fc.property(written, edits, (how, wanted) => {
      const text = manifest(how);
      expect(objects(editManifest(text, [wanted]).text)).toEqual(expected(text, wanted.edit));
    }),
    { numRuns: 400 },
  );
});

test("every line that is not changed stays byte for byte, comments and line ends with it", () => {
  fc.assert(
    fc.property(written, edits, (how, wanted) => {
      const text = manifest(how);
      const after = editManifest(text, [wanted]).text.split("\n");
      const isTouched = (line: string): boolean =>
        /image: |imagePullPolicy:/.test(line) ||
        /imagePullSecrets: \[/.test(line) ||
        /nodeSelector: \{|kubernetes.io\/arch/.test(line) ||
        (!how.end && line.includes("keep"));
      const kept = text.split("\n").filter((line) => !isTouched(line));
      const rest = [...after];
      for (const line of kept) {
        const at = rest.indexOf(line);
        expect(at).toBeGreaterThanOrEqual(0);
        rest.splice(0, at + 1);
      }
      const comments = (lines: readonly string[]): string[] => lines.flatMap((line) => /#.*$/.exec(line)?.[0] ?? []);
      expect(comments(after)).toEqual(comments(text.split("\n")));
      const added = after.length - text.split("\n").length;
      expect([0, 1, 2, 3]).toContain(added);
    }),
    { numRuns: 300 },
  );
});

test("the same edit again changes nothing", () => {
  fc.assert(
    fc.property(written, edits, (how, wanted) => {
      const once = editManifest(manifest(how), [wanted]).text;
      expect(editManifest(once, [wanted])).toMatchObject({ text: once, changed: [], diff: [] });
    }),
  );
});

test("patch makes of the file and the diff what the edit makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-diff-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "a.yaml");
  fc.assert(
    fc.property(written, edits, (how, wanted) => {
      const selector = how.selector === "flow" ? "none" : how.selector;
      const text = manifest({ ...how, selector, secrets: how.secrets === "block" ? "block" : "none" });
      const { text: edited, diff } = editManifest(text, [wanted]);
      writeFileSync(path, text);
      const input = ["--- a.yaml", "+++ a.yaml", ...diff, ""].join("\n");
      execFileSync("patch", ["--binary", "-s", path], { input, cwd: folder });
      expect(readFileSync(path, "utf8")).toBe(edited);
      expect(diff.join("\n")).not.toContain("hunter2");
    }),
    { numRuns: 40 },
  );
});

const WHOLE = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" } };
const BODY = {
  spec: { template: { spec: { containers: [{ image: OLD, name: "a", env: [{ name: "P", value: "hunter2" }] }] } } },
};

test.each([0, 1, 2, 4])("JSON with an indentation of %i stays JSON, and shows no more than the image", (indent) => {
  const text = JSON.stringify(
    {
      kind: "List",
      items: [
        { ...WHOLE, ...BODY },
        { kind: "Secret", a: "hunter2" },
      ],
    },
    null,
    indent,
  );
  const image = editManifest(text, [TO]);
  expect(image.text).toBe(text.replace(OLD, NEW));
  const attached = editManifest(text, [ATTACH]);
  const parsed = JSON.parse(attached.text) as { items: Deployment[] };
  expect(parsed.items[0]?.spec.template.spec.imagePullSecrets).toEqual([{ name: "regcred" }]);
  expect([...image.diff, ...attached.diff].join("\n")).not.toContain("hunter2");
});

function deployment(image: string, more = ""): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n${more}spec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: ${image}\n`;
}

test.each([
  ["a placeholder", deployment("{{ .Values.image }}"), "placeholder"],
  ["a quoted placeholder", deployment('"{{ .Values.image }}"'), "placeholder"],
  ["a variable", deployment('"${IMAGE}"'), "placeholder"],
  ["an alias", deployment("*image", `x: &image ${OLD}\n`), "alias"],
  ["an anchor that others use", `${deployment(`&image ${OLD}`)}      hostname: *image\n`, "other places use it"],
  ["a folded text", deployment(`>-\n          ${OLD}`), "several lines"],
])("%s is not changed, and said with its place", (_, text, why) => {
  const { text: after, refused } = editManifest(text, [TO]);
  expect(after).toBe(text);
  expect(refused).toMatchObject([{ object: "deployment/web", why: expect.stringContaining(why) as string }]);
  const { line, column } = refused[0] ?? { line: 0, column: 0 };
  expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(/^(?:\{|"|\*|&|>|registry)/);
});
