import { fileURLToPath } from "node:url";

/** A folder of the package, such as `worlds`. This file lies two folders deep both in the source and in the bundle. */
export function packageFolder(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}
