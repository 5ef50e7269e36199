import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import type { ApiDescriptions } from "../sandbox/index.ts";
import { packageFolder } from "./package-folder.ts";

/** What Kubernetes says of the fields of its API, as the build has put it into the package; none where nothing was built. */
export async function apiDescriptions(): Promise<ApiDescriptions> {
  const packed = await readFile(packageFolder("dist/api-descriptions.json.gz")).catch(() => undefined);
  if (packed === undefined) return {};
  return JSON.parse((await promisify(gunzip)(packed)).toString()) as ApiDescriptions;
}
