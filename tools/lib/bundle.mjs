import { rolldown } from "rolldown";

import { assignedSpreads } from "./assigned-spreads.mjs";
import { oneByte } from "./one-byte.mjs";

/** To open a file costs more than to read it: what is always used together is one. Answering `--version` needs none of them. */
const GROUPS = [
  {
    name: "base",
    test: /\/src\/(?:base|reference)\/|\/src\/kinds\/(?!schema|resources)|\/src\/cli\/(?:exit|fault)\.ts/,
    priority: 2,
  },
  {
    name: "cli",
    test: /\/src\/cli\/(?!version|main|manifests|codes)[\w-]+\.ts|\/src\/cli\/print\/(?:plain|style|data|wrapped)\.ts|\/src\/lessons\/tone\.ts/,
    priority: 1,
  },
  {
    name: "diagnosis",
    test: /\/src\/(?:diagnosis\/(?!logins|answers|proof)|kubectl\/in\/|cli\/diagnose\/(?:options|print|read-pastes|report|run|targets)\.ts)/,
    priority: 0,
  },
];

/** Bundles TypeScript entries for Node into `dir`; answers the files of other packages that went in. */
export async function bundle({ input, dir, codeSplitting = { groups: GROUPS } }) {
  const build = await rolldown({ input, platform: "node", external: /^rolldown/, plugins: [assignedSpreads, oneByte] });
  try {
    const { output } = await build.write({
      dir,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name]-[hash].js",
      codeSplitting,
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    });
    const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? Object.keys(chunk.modules) : []));
    return modules.filter((id) => id.includes("/node_modules/"));
  } finally {
    await build.close();
  }
}
