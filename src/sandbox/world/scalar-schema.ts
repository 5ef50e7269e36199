import * as v from "valibot";

import { type Minor, MINORS, type RuntimeName, RUNTIMES } from "../../kinds/index.ts";
import type { SizeFile } from "./node-file.ts";

export const duration: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^(?:0|(?:\d+(?:\.\d+)?(?:ms|s|m|h))+)$/, "must be a duration such as 90s or 3m10s"),
  v.description("A duration such as 90s, 3m10s or 250ms"),
);
export const size: v.GenericSchema<unknown, SizeFile> = v.union(
  [v.pipe(v.number(), v.integer(), v.minValue(0)), v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)?(?:B|KiB|MiB|GiB)$/))],
  "must be bytes or a size such as 64KiB or 2MiB",
);
export const platform: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/, "must be a platform such as linux/amd64"),
);
export const host: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9.-]+(?::\d+)?$/, "must be a host such as registry.example or registry.example:5000"),
);
export const programPath: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^\/[^:]+$/, "must be the path of a program such as /bin/sh"),
);
export const text: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.nonEmpty("must not be empty"));
export const minor: v.GenericSchema<unknown, Minor> = v.picklist(
  MINORS,
  `must be one of ${MINORS.join(", ")} (in quotes)`,
);
export const runtime: v.GenericSchema<unknown, RuntimeName> = v.picklist(
  RUNTIMES,
  `must be one of ${RUNTIMES.join(", ")}`,
);

/** A whole number from 0. */
export const count: v.GenericSchema<unknown, number> = v.pipe(v.number(), v.integer(), v.minValue(0));
export const ipv4: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.ipv4("must be an IPv4 address"));
export const instant: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.isoTimestamp("must be a time such as 2026-01-05T09:00:00Z"),
);
