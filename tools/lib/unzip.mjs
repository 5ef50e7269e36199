import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
/** A directory's end is at most this far from the end of the file (its comment is at most 64 KiB). */
const FARTHEST_END = 65_557;

/** The content of one file in a zip archive; throws where there is none. */
export function unzip(archive, name) {
  const file = openSync(archive, "r");
  try {
    const entry = [...entriesOf(file)].find((each) => each.name === name);
    if (entry === undefined) throw new Error(`No ${name} in ${archive}`);
    const header = read(file, entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = read(file, start, entry.packedSize);
    const content = entry.method === STORED ? packed : inflateRawSync(packed);
    if (content.length !== entry.size) throw new Error(`${name} in ${archive} is damaged`);
    return content;
  } finally {
    closeSync(file);
  }
}

function* entriesOf(file) {
  const { size } = fstatSync(file);
  const tail = read(file, Math.max(0, size - FARTHEST_END), Math.min(size, FARTHEST_END));
  const end = tail.lastIndexOf(Buffer.from(Uint32Array.of(END_OF_DIRECTORY).buffer));
  if (end === -1) throw new Error("No zip archive");
  const directory = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
    yield {
      name: directory.toString("utf8", at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

function read(file, position, length) {
  const bytes = Buffer.alloc(length);
  const got = readSync(file, bytes, 0, length, position);
  return bytes.subarray(0, got);
}
