import { inRoot } from "./root.mjs";
import { bundle } from "./bundle.mjs";

/** The exports of a TypeScript file, which Node 20 cannot import as it is. */
export async function loadTypescript(path) {
  const dir = inRoot("node_modules/.cache/pullwhy/tools");
  await bundle({ input: { [path.replaceAll(/\W/g, "-")]: inRoot(path) }, dir, codeSplitting: false });
  return import(`${dir}/${path.replaceAll(/\W/g, "-")}.js?${Date.now()}`);
}
