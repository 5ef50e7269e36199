// Writes bench/go-peer/go.mod and go.sum for a release of Kubernetes: node bench/update-go-mod.mjs [1.31.14].
// A module that requires k8s.io/kubernetes has to name the versions of its staging modules itself.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const peer = join(import.meta.dirname, "go-peer");
const [release = "1.31.14"] = process.argv.slice(2);

const upstream = readFileSync(upstreamGoMod(), "utf8");
writeFileSync(join(peer, "go.mod"), goMod(upstream));
// Not `go mod tidy`: it wants the modules that only the tests of Kubernetes import, many times what the peer links.
execFileSync("go", ["list", "-mod=mod", "-deps", "."], { cwd: peer, stdio: ["ignore", "ignore", "inherit"] });

function upstreamGoMod() {
  const answer = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@v${release}`], {
    encoding: "utf8",
  });
  return JSON.parse(answer).GoMod;
}

function goMod(upstreamText) {
  const [, goVersion] = /^go (\S+)$/m.exec(upstreamText);
  const staging = [...upstreamText.matchAll(/^\t(\S+) v0\.0\.0$/gm)].map(([, path]) => path);
  const stagingVersion = release.replace(/^1/, "v0");
  return [
    "module pullwhy.bench/go-peer",
    `go ${goVersion}`,
    `require k8s.io/kubernetes v${release}`,
    `replace (\n${staging.map((path) => `\t${path} => ${path} ${stagingVersion}`).join("\n")}\n)`,
  ].join("\n\n");
}
