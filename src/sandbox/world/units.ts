import { parseGoDuration } from "../../base/index.ts";
import type { SizeFile } from "./node-file.ts";

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** Bytes of an image whose size the world does not give. */
export const DEFAULT_IMAGE_SIZE: number = 64 * 1024;

export function milliseconds(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseGoDuration(duration);
}

export function bytes(size: SizeFile | undefined): number | undefined {
  if (typeof size !== "string") return size;
  const [, count = "0", unit = "B"] = /^([\d.]+)([KMG]?i?B)$/.exec(size) ?? [];
  return Math.round(Number(count) * (UNITS[unit] ?? 1));
}
