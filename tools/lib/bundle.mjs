import { rolldown } from "rolldown";

/** Bundles TypeScript entries for Node into `dir`; answers the files of other packages that went in. */
export async function bundle({ input, dir, codeSplitting = true }) {
  const build = await rolldown({ input, platform: "node", external: /^rolldown/ });
  try {
    const { output } = await build.write({
      dir,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name]-[hash].js",
      codeSplitting,
    });
    const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? Object.keys(chunk.modules) : []));
    return modules.filter((id) => id.includes("/node_modules/"));
  } finally {
    await build.close();
  }
}
