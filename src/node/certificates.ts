import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { X509Certificate } from "node:crypto";

/** What an HTTPS server on loopback needs, as PEM, and the authority that its clients have to trust. */
export interface ServerCertificate {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Who signs, with the key; PEM. */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

const DAY = 24 * 3_600_000;
/** A certificate that ends sooner is made anew. */
const LEAST_LEFT = 30 * DAY;

/**
 * The certificate for servers on loopback, signed by an authority that signs nothing else. Made once and kept in the user's
 * cache folder, readable by the user only; where it cannot be kept, it is made for this time.
 */
export async function loopbackCertificate(folder: string = cacheFolder()): Promise<ServerCertificate> {
  return keptOrMade<ServerCertificate>(join(folder, "loopback-certificate.json"), async () => {
    const { issueLoopbackCertificate } = await import("./issue-certificate.ts");
    return issueLoopbackCertificate(new Date());
  });
}

/**
 * The authority that signs for the registries of sandboxes, whatever their names are. Kept like the certificate above, with its
 * key; no program trusts it that was not told to.
 */
export async function registryAuthority(folder: string = cacheFolder()): Promise<Authority> {
  return keptOrMade<Authority>(join(folder, "registry-authority.json"), async () => {
    const { issueAuthority } = await import("./issue-certificate.ts");
    return issueAuthority(new Date(), "CN=pullwhy sandbox registries");
  });
}

async function keptOrMade<T extends { readonly certificate: string }>(
  file: string,
  make: () => Promise<T>,
): Promise<T> {
  const kept = await readKept<T>(file);
  if (kept !== undefined) return kept;
  const made = await make();
  await keep(file, made).catch(() => undefined);
  return made;
}

/** Where programs keep what they can make again. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: windows } = process.env;
  const own = process.platform === "win32" ? windows : xdg;
  return join(own || join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache"), "pullwhy");
}

async function readKept<T extends { readonly certificate: string }>(file: string): Promise<T | undefined> {
  try {
    const kept = JSON.parse(await readFile(file, "utf8")) as T;
    const { validTo } = new X509Certificate(kept.certificate);
    return Date.parse(validTo) - Date.now() > LEAST_LEFT ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Beside its place first: two sandboxes may start at once. */
async function keep(file: string, made: object): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
  const part = `${file}.${process.pid}`;
  await writeFile(part, JSON.stringify(made), { mode: 0o600 });
  await rename(part, file);
}
