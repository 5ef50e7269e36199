import type { Minor } from "../../../kinds/index.ts";

/** Patch releases whose answers were recorded; of other minors the first. */
const PATCHES: Readonly<Partial<Record<Minor, number>>> = {
  "1.29": 6,
  "1.30": 14,
  "1.33": 13,
  "1.34": 4,
  "1.35": 4,
  "1.36": 3,
  "1.37": 2,
};
/** First minor that says which one it behaves as. */
const EMULATING = 33;

/** What `/version` says. */
export function versionInfo(minor: Minor): object {
  const [major = "", number = ""] = minor.split(".");
  const emulation = {
    emulationMajor: major,
    emulationMinor: number,
    minCompatibilityMajor: major,
    minCompatibilityMinor: `${Number(number) - 1}`,
  };
  return {
    major,
    minor: number,
    ...(Number(number) < EMULATING ? {} : emulation),
    gitVersion: `v${minor}.${PATCHES[minor] ?? 0}`,
    gitCommit: "",
    gitTreeState: "clean",
    buildDate: "1970-01-01T00:00:00Z",
    goVersion: "",
    compiler: "gc",
    platform: "linux/amd64",
  };
}
