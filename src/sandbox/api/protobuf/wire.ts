/** One field of a protobuf message. */
export interface WireField {
  readonly number: number;
  /** An integer's low 64 bits as signed number, or the bytes of everything that has a length. */
  readonly value: number | Uint8Array;
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** The fields of a message in their order; undefined where the bytes are none. */
export function readMessage(bytes: Uint8Array): readonly WireField[] | undefined {
  const reader = new Reader(bytes);
  const fields: WireField[] = [];
  while (!reader.isAtEnd) {
    const tag = reader.varint();
    const value = tag === undefined ? undefined : reader.value(tag & 7);
    if (tag === undefined || value === undefined) return undefined;
    fields.push({ number: tag >>> 3, value });
  }
  return fields;
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  value(type: number): number | Uint8Array | undefined {
    if (type === VARINT) return this.varint();
    if (type === FIXED64) return this.#double();
    if (type === LENGTH) return this.#bytesOf(this.varint());
    return type === FIXED32 ? this.#skip(4) : undefined;
  }

  /** Two's complement in 64 bits; beyond 2^53 not exact, as everything in JavaScript. */
  varint(): number | undefined {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
    return undefined;
  }

  #double(): number | undefined {
    const bytes = this.#bytesOf(8);
    return bytes && new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  #bytesOf(length: number | undefined): Uint8Array | undefined {
    if (length === undefined || length < 0 || this.#at + length > this.#bytes.length) return undefined;
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  #skip(length: number): number | undefined {
    return this.#bytesOf(length) && 0;
  }
}
