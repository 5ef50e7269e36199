// pack:krew: what krew installs as `kubectl pullwhy`, an archive of the built program for any machine with Node, and the manifest that names it.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

import { ensureBuilt } from "./lib/ensure-built.mjs";
import { inRoot, root } from "./lib/root.mjs";

/** Everything that the program reads; the library rooms are for those who import them. */
const CONTENT = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "dist/LICENSES-THIRD-PARTY.txt",
  "dist/api-descriptions.json.gz",
  "dist/bin",
  "dist/web",
  "package.json",
  "schema",
  "worlds",
];
const NOT_IN_IT = "dist/bin/conformance.js";
const LARGEST = 256 * 1024 * 1024;

const { values } = parseArgs({
  options: {
    out: { type: "string", default: inRoot("node_modules/.cache/pullwhy/krew") },
    /** Where the archive is published. */
    uri: { type: "string", default: "https://OWNER.example/pullwhy/$FILE" },
    homepage: { type: "string", default: "https://OWNER.example/pullwhy" },
  },
});

await ensureBuilt();
const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
const file = `pullwhy-${version}.tar.gz`;
const archive = gzipSync(tar(), { level: 9 });
const sha256 = createHash("sha256").update(archive).digest("hex");
const facts = { VERSION: version, HOMEPAGE: values.homepage, URI: values.uri.replace("$FILE", file), SHA256: sha256 };
const manifest = readFileSync(inRoot("tools/krew/pullwhy.yaml"), "utf8").replaceAll(
  /\$(VERSION|HOMEPAGE|URI|SHA256)/g,
  (_, name) => facts[name],
);
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, file), archive);
writeFileSync(join(values.out, "pullwhy.yaml"), manifest);
console.log(`${sha256}  ${resolve(values.out, file)}`);

/** The same bytes for the same content, where tar is GNU's; without anybody's name, numbers and times. */
function tar() {
  const isGnu = execFileSync("tar", ["--version"], { encoding: "utf8" }).includes("GNU");
  const plain = isGnu ? ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"] : [];
  const args = [...plain, "--exclude", NOT_IN_IT, "-cf", "-", ...CONTENT];
  return execFileSync("tar", args, { cwd: root, maxBuffer: LARGEST });
}
