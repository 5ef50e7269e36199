import { utf8Bytes } from "../../../base/index.ts";

const BLOCK = 512;
const END = 2 * BLOCK;

/** Bytes of an archive with one file of `size` bytes. */
export function tarSize(size: number): number {
  return BLOCK + Math.ceil(size / BLOCK) * BLOCK + END;
}

export interface TarFile {
  readonly name: string;
  readonly body: Uint8Array;
  /** Makes it a hard link to this path. */
  readonly linkTo?: string;
}

/** A ustar archive (POSIX.1-1988) with one executable file and no times, so that equal input gives equal bytes. */
export function tar({ name, body, linkTo }: TarFile): Uint8Array<ArrayBuffer> {
  const archive = new Uint8Array(tarSize(body.length));
  const put = (text: string, at: number): void => archive.set(utf8Bytes(text), at);
  put(name, 0);
  put("0000755\0", 100);
  put("0000000\0", 108);
  put("0000000\0", 116);
  put(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  put("00000000000\0", 136);
  put("        ", 148);
  put(linkTo === undefined ? "0" : "1", 156);
  put(linkTo ?? "", 157);
  put("ustar\u000000", 257);
  const sum = archive.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  archive.set(body, BLOCK);
  return archive;
}
