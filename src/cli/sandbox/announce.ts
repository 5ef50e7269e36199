import { join } from "node:path";
import process from "node:process";

import { keptWhileRunning, writePrivate } from "../../node/index.ts";
import { kubeconfigText } from "./kubeconfig.ts";

/** What a running sandbox writes into `NAME.json`. */
export interface SandboxState {
  readonly schema: "pullwhy.sandbox/v1";
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  /** PEM. */
  readonly authority: string;
  readonly kubeconfig: string;
  readonly world: string;
  /** URLs of the registries, by host; HTTPS is spoken there too. */
  readonly registries: Readonly<Record<string, string>>;
  /** PEM; in a file of its own too. */
  readonly registryCertificate: string;
  /** Path of the certificate (PEM) of the authority that has signed for them. */
  readonly registryAuthority: string;
}

interface Announced extends Pick<SandboxState, "name" | "url" | "token" | "authority" | "world"> {
  readonly ports: ReadonlyMap<string, number>;
  /** PEM of the authority of the registries. */
  readonly certificate: string;
}

export interface Announcement extends Pick<SandboxState, "kubeconfig" | "registryAuthority"> {
  /** Removes the files. */
  remove(): void;
}

/** Writes the files that lead to a sandbox. */
export function announce(folder: string, { ports, certificate, ...known }: Announced): Announcement {
  const path = (ending: string): string => join(folder, `${known.name}.${ending}`);
  const [state, kubeconfig, registryAuthority] = [path("json"), path("kubeconfig"), path("registries.crt")];
  const remove = keptWhileRunning([state, kubeconfig, registryAuthority]);
  const registries = Object.fromEntries([...ports].map(([host, port]) => [host, `http://localhost:${port}`]));
  const files = { kubeconfig, registryAuthority };
  const written: SandboxState = {
    schema: "pullwhy.sandbox/v1",
    pid: process.pid,
    ...files,
    registries,
    registryCertificate: certificate,
    ...known,
  };
  writePrivate(kubeconfig, kubeconfigText(known));
  writePrivate(registryAuthority, certificate);
  writePrivate(state, `${JSON.stringify(written, null, 2)}\n`);
  return { ...files, remove };
}
