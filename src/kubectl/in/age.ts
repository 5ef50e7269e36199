/** An age as kubectl writes it: `5m`, `3h12m`, `2d`, `<unknown>`. */
export const AGE: string = String.raw`(?:<unknown>|<invalid>|(?:\d{1,9}[smhdy]){1,3})`;

/** `3m10s (x12 over 14m)`. */
export const AGES: string = String.raw`${AGE}(?: \(x\d+ over ${AGE}\))?`;

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 };
const REPEATED = new RegExp(String.raw`^(${AGE})(?: \(x(\d+) over (${AGE})\))?$`);

export interface Ages {
  /** Seconds ago. */
  readonly lastSeen?: number;
  readonly firstSeen?: number;
  readonly count?: number;
}

/** Seconds; undefined where the age is not known. */
export function secondsOf(age: string): number | undefined {
  const parts = [...age.matchAll(/(\d{1,9})([smhdy])/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, count = "", unit = ""]) => sum + Number(count) * (SECONDS[unit] ?? 0), 0);
}

export function agesOf(text: string): Ages {
  const [, last = "", count, first = last] = REPEATED.exec(text.trim()) ?? [];
  const [lastSeen, firstSeen] = [secondsOf(last), secondsOf(first)];
  return {
    ...(lastSeen !== undefined && { lastSeen }),
    ...(firstSeen !== undefined && { firstSeen }),
    ...(count !== undefined && { count: Number(count) }),
  };
}
