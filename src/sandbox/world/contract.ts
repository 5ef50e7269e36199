/** What is wrong with a world file or manifest, and where. `message` follows the house grammar and names no secret. */
export interface WorldFault {
  readonly code: "WORLD_SYNTAX" | "WORLD_SCHEMA" | "WORLD_ACTION" | "WORLD_FILE" | "MANIFEST_SYNTAX" | "MANIFEST_EMPTY";
  readonly message: string;
  /** File or name that it is about. */
  readonly source: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export interface ReadOptions {
  /** Name of the file or shipped world, for faults and as the world's name. */
  readonly name: string;
  /** Text of a file that the world names, relative to the world file; undefined when it cannot be read. */
  readonly readFile?: (path: string) => string | undefined;
}

/** How every registry of a world made from manifests answers. */
export const REGISTRY_ANSWERS = [
  "ok",
  "not-found",
  "unauthorized",
  "denied",
  "rate-limited",
  "unavailable",
  "down",
  "no-such-host",
  "unknown-authority",
  "timeout",
] as const;

export type RegistryAnswer = (typeof REGISTRY_ANSWERS)[number];
