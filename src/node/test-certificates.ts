import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** PEM texts, as a server wants them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface TestAuthority {
  /** PEM text. */
  readonly ca: string;
  /** A server's certificate; instants as `20200101000000Z`. */
  issue(names: string, validity?: { readonly from: string; readonly to: string }): Certificate;
  remove(): void;
}

const CONFIG = `[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;

/** An authority made by the openssl on PATH, for one test file. */
export function createTestAuthority(): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-ca-"));
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  writeFileSync(join(folder, "ca.cnf"), CONFIG);
  writeFileSync(join(folder, "index.txt"), "");
  writeFileSync(join(folder, "serial"), "01\n");
  run(
    "req",
    "-x509",
    ...newKey,
    "-days",
    "3650",
    "-subj",
    "/CN=pullwhy test authority",
    "-keyout",
    "ca.key",
    "-out",
    "ca.crt",
  );
  return {
    ca: read("ca.crt"),
    issue(names, { from, to } = { from: "20200101000000Z", to: "20490101000000Z" }) {
      const subject = ["-subj", "/CN=pullwhy test server", "-addext", `subjectAltName=${names}`];
      run("req", ...newKey, ...subject, "-keyout", "server.key", "-out", "server.csr");
      const signing = ["-cert", "ca.crt", "-keyfile", "ca.key", "-in", "server.csr", "-out", "server.crt"];
      run("ca", "-batch", "-config", "ca.cnf", ...signing, "-startdate", from, "-enddate", to, "-notext");
      return { key: read("server.key"), cert: read("server.crt") };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
