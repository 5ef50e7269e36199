const LENGTH = 2;
const encoder = new TextEncoder();

/** A field that holds a text or a message. */
export function lengthField(number: number, value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === "string" ? encoder.encode(value) : value;
  return joined([Uint8Array.from([...varint((number << 3) | LENGTH), ...varint(bytes.length)]), bytes]);
}

/** The fields of a message, one behind the other. */
export function joined(fields: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(fields.reduce((length, field) => length + field.length, 0));
  let at = 0;
  for (const field of fields) {
    whole.set(field, at);
    at += field.length;
  }
  return whole;
}

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}
