import { arch, cpus, platform } from "node:os";

import { meets, ratioOf, summary } from "./stats.mjs";

/** What `-o json` prints. Times are nanoseconds, sizes bytes. */
export function report(sections) {
  return {
    v: 1,
    machine: { node: process.version, platform: `${platform()}/${arch()}`, cpu: cpus()[0]?.model, cpus: cpus().length },
    sections: sections.map((section) => ({ ...section, rows: section.rows.map(rowReport) })),
  };
}

function rowReport(row) {
  return {
    ...row,
    ours: summary(row.ours),
    peer: row.peer && summary(row.peer),
    ratio: ratioOf(row),
    met: meets(row),
  };
}
