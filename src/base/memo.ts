/** Computes once for each object, which must not be changed in place. */
export function oncePerObject<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}

/** Computes once for each key, as long as no more than `capacity` come again and again. */
export function oncePerKey<Key extends string | number, Value>(
  compute: (key: Key) => Value,
  capacity = 1000,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    if (known.size === capacity) known.clear();
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}
