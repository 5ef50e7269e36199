import type { CredentialRules } from "../kinds/index.ts";

interface Remembered<Value> {
  readonly rules: CredentialRules;
  readonly value: Value;
}

/** Few nodes have pods with more secrets than that. */
const CAPACITY = 200;

/**
 * Remembers per object what was computed from it, so that a secret that is asked for again need not be decoded again.
 * Objects must not be changed in place. Few and by force: what a WeakMap holds outlives the young generation, and so costs
 * more than to decode it.
 */
export function memoized<Key extends object, Value>(
  compute: (key: Key, rules: CredentialRules) => Value,
): (key: Key, rules: CredentialRules) => Value {
  const memory = new Map<Key, Remembered<Value>>();
  return (key, rules) => {
    const known = memory.get(key);
    if (known !== undefined && sameDecoding(known.rules, rules)) return known.value;
    const value = compute(key, rules);
    if (memory.size === CAPACITY) memory.clear();
    memory.set(key, { rules, value });
    return value;
  };
}

function sameDecoding(one: CredentialRules, other: CredentialRules): boolean {
  return one === other || (one.strictHosts === other.strictHosts && one.requireType === other.requireType);
}
