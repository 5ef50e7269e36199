import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The licence texts of the packages that the module files belong to, one block a package. */
export function notices(modules) {
  const folders = modules.map((id) => PACKAGE_FOLDER.exec(id.replaceAll("\\", "/"))?.[0] ?? "").sort();
  const blocks = [...new Set(folders)].map(noticeOf);
  return `pullwhy contains parts of the following packages.\n\n${blocks.join("\n\n")}\n`;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`No licence is known of ${name}`);
  const text =
    file === undefined ? `${license} licence; the package brings no text` : readFileSync(join(folder, file), "utf8");
  const title = `${name} ${version} (${license})`;
  return `${title}\n${"-".repeat(title.length)}\n${text.trim()}`;
}
