import { readFileSync } from "node:fs";
import tls from "node:tls";

/** Where distributions keep the bundle of the authorities they trust; the first that is there counts. */
const BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

export interface RootOptions {
  /** PEM texts of further authorities. */
  readonly extra: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Authorities that are trusted: Node's, the system's, those of NODE_EXTRA_CA_CERTS and `extra`. */
export function rootCertificates({ extra, env }: RootOptions): string[] {
  return [
    ...tls.rootCertificates,
    ...systemCertificates(env),
    ...readCertificates(env["NODE_EXTRA_CA_CERTS"]),
    ...extra,
  ];
}

function systemCertificates(env: RootOptions["env"]): readonly string[] {
  const own = env["SSL_CERT_FILE"];
  if (own !== undefined && own !== "") return readCertificates(own);
  // Node 22.15 and later reads the stores of macOS and Windows, which have no bundle.
  const { getCACertificates } = tls as { getCACertificates?: (type: "system") => string[] };
  if (getCACertificates !== undefined) return getCACertificates("system");
  return readCertificates(BUNDLES.find((path) => readText(path) !== undefined));
}

function readCertificates(path: string | undefined): readonly string[] {
  const text = path === undefined || path === "" ? undefined : readText(path);
  return text === undefined ? [] : [text];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
