const HEADER = 10;
const TRAILER = 8;
const BLOCK_HEADER = 5;
const MAX_BLOCK = 0xffff;
const FLAG_COMMENT = 0x10;

/** Bytes that `gzipStored` makes of `length` bytes. */
export function storedSize(length: number): number {
  return HEADER + TRAILER + length + BLOCK_HEADER * Math.max(1, Math.ceil(length / MAX_BLOCK));
}

/**
 * A gzip file (RFC 1952) that stores its content uncompressed: the same bytes on every machine, unlike a compressor's.
 * `padding` more bytes go into the comment of its header.
 */
export function gzipStored(content: Uint8Array, padding = 0): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(storedSize(content.length) + padding);
  const view = new DataView(file.buffer);
  file.set([0x1f, 0x8b, 8, padding > 0 ? FLAG_COMMENT : 0, 0, 0, 0, 0, 0, 0xff]);
  file.fill(0x20, HEADER, HEADER + Math.max(0, padding - 1));
  let at = HEADER + padding;
  for (let from = 0; from === 0 || from < content.length; from += MAX_BLOCK) {
    const block = content.subarray(from, from + MAX_BLOCK);
    file[at] = from + MAX_BLOCK >= content.length ? 1 : 0;
    view.setUint16(at + 1, block.length, true);
    view.setUint16(at + 3, ~block.length & 0xffff, true);
    file.set(block, at + BLOCK_HEADER);
    at += BLOCK_HEADER + block.length;
  }
  view.setUint32(at, crc32(content), true);
  view.setUint32(at + 4, content.length, true);
  return file;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(content: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of content) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}
