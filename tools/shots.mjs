// update:shots and verify:shots: the pictures in the documents, made from what the program prints.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

import { svgOf } from "./lib/ansi-svg.mjs";
import { ensureBuilt } from "./lib/ensure-built.mjs";
import { writeOrVerify } from "./lib/generated.mjs";
import { inRoot } from "./lib/root.mjs";

const COLUMNS = 80;

/** `end`: what follows the picture. */
const SHOTS = [
  {
    name: "playground",
    argv: ["trace", "playground", "-o", "wide"],
    end: /^\S*AFTER /m,
    label: "Terminal: pullwhy trace playground -o wide",
  },
];

await ensureBuilt();
mkdirSync(inRoot("docs/pictures"), { recursive: true });
const files = SHOTS.map(({ name, argv, end, label }) => {
  const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: "", LC_ALL: "C.UTF-8" };
  const { stdout } = spawnSync(process.execPath, [inRoot("dist/bin/pullwhy.js"), ...argv], { encoding: "utf8", env });
  return [inRoot("docs/pictures", `${name}.svg`), svgOf(stdout.split(end)[0], { columns: COLUMNS, label })];
});
writeOrVerify(Object.fromEntries(files), "update:shots");
