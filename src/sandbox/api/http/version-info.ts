import type { Minor } from "../../../kinds/index.ts";

/** What `/version` says. */
export function versionInfo(minor: Minor): object {
  const [major, number] = minor.split(".");
  return {
    major,
    minor: number,
    gitVersion: `v${minor}.0`,
    gitCommit: "",
    gitTreeState: "",
    buildDate: "1970-01-01T00:00:00Z",
    goVersion: "",
    compiler: "",
    platform: "linux/amd64",
  };
}
