import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import { inRoot } from "./root.mjs";

/** Programs that tests ask for, called as Debian calls their packages, and what else of a package is called. */
const PROGRAMS = ["containerd", "curl", "docker-registry", "fish", "skopeo", "zsh"];
const BESIDE = { containerd: ["ctr"] };
const HOME = inRoot("node_modules/.cache/pullwhy/debian");
const [ARCHIVES, TREE, BIN] = ["archives", "tree", "bin"].map((name) => join(HOME, name));

/**
 * Answers what is to stand in front of PATH so that the programs are found. Those that are not installed are unpacked from
 * Debian's packages into node_modules/.cache: nothing is installed, and no service starts. Where that does not work, a
 * sentence says so, and the programs are missing.
 */
export function debianTools() {
  const absent = PROGRAMS.filter((program) => !isThere(program));
  if (absent.length > 0) {
    console.error(`Unpacking ${absent.join(", ")} from Debian's packages …`);
    try {
      unpack(absent);
    } catch (error) {
      console.error(`Cannot unpack ${absent.join(", ")}: ${error.message}`);
    }
  }
  return `${BIN}${delimiter}`;
}

function isThere(program) {
  return existsSync(join(BIN, program)) || spawnSync(program, ["--version"]).error === undefined;
}

function unpack(programs) {
  for (const folder of [ARCHIVES, TREE, BIN]) mkdirSync(folder, { recursive: true });
  run("apt-get", ["download", "-qq", ...packagesOf(programs)]);
  for (const archive of readdirSync(ARCHIVES)) run("dpkg-deb", ["-x", archive, TREE]);
  rmSync(ARCHIVES, { recursive: true });
  // fish takes what lies beside it for its own when its settings lie there, too.
  mkdirSync(join(TREE, "usr/etc"), { recursive: true });
  if (!existsSync(join(TREE, "usr/etc/fish"))) symlinkSync("../../etc/fish", join(TREE, "usr/etc/fish"));
  for (const program of programs.flatMap((name) => [name, ...(BESIDE[name] ?? [])])) wrap(program);
}

/** The packages of the programs, and those that they need and that are not installed. */
function packagesOf(programs) {
  const simulate = () => run("apt-get", ["install", "--simulate", "--no-install-recommends", ...programs]);
  let plan;
  try {
    plan = simulate();
  } catch {
    run("apt-get", ["update", "-qq"]);
    plan = simulate();
  }
  return [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
}

/** Libraries of the tree are for the programs of the tree alone. */
function wrap(program) {
  const path = ["usr/bin", "bin"].map((folder) => join(TREE, folder, program)).find((found) => existsSync(found));
  if (path === undefined) throw new Error(`no program ${program} is in its package`);
  const folders = readdirSync(join(TREE, "usr/lib")).filter((name) => name.endsWith("-linux-gnu"));
  const libraries = folders.flatMap((name) => [join(TREE, "usr/lib", name), join(TREE, "lib", name)]).join(":");
  writeFileSync(join(BIN, program), `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' exec '${path}' "$@"\n`);
  chmodSync(join(BIN, program), 0o755);
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const options = command === "apt-get" ? ["-o", "APT::Sandbox::User=root"] : [];
  const { status, stdout, stderr, error } = spawnSync(command, [...options, ...args], {
    cwd: ARCHIVES,
    env,
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  throw new Error(error === undefined ? `${command} ${args[0]}: ${stderr.trim().split("\n").at(-1)}` : error.message);
}
