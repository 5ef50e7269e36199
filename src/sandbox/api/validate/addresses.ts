const BYTE = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;

/** Whether a text is an IP address, as Go's `net.ParseIP` reads it. */
export function isAddress(text: string): boolean {
  return text.includes(":") ? isVersion6(text) : isVersion4(text);
}

function isVersion4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => BYTE.test(part) && Number(part) <= 255);
}

/** Groups of four digits; `::` once stands for those that are left out, the last two may be an IPv4 address. */
function isVersion6(text: string): boolean {
  const sides = text.split("::").map((side) => (side === "" ? [] : side.split(":")));
  const groups = sides.flat();
  const last = groups.at(-1) ?? "";
  const hasVersion4 = last.includes(".");
  const count = groups.length + (hasVersion4 ? 1 : 0);
  const plain = hasVersion4 ? groups.slice(0, -1) : groups;
  const fits = sides.length === 1 ? count === GROUPS : sides.length === 2 && count < GROUPS;
  return fits && plain.every((group) => GROUP.test(group)) && (!hasVersion4 || isVersion4(last));
}
