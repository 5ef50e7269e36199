/** What is there already, or is still to come. Work that finds everything there is done at once, without a turn of the event loop. */
export type Awaitable<T> = T | Promise<T>;

export function isPending<T>(value: Awaitable<T>): value is Promise<T> {
  return typeof value === "object" && value !== null && "then" in value;
}

/** Goes on with the value: at once where it is there, else when it has come. */
export function andThen<T, R>(value: Awaitable<T>, use: (value: T) => Awaitable<R>): Awaitable<R> {
  return isPending(value) ? value.then(use) : use(value);
}

/** Handles one item after the other, as long as the answer is to go on. */
export function inTurn<T>(items: readonly T[], handle: (item: T) => Awaitable<boolean>): Awaitable<void> {
  for (const [index, item] of items.entries()) {
    const goesOn = handle(item);
    if (isPending(goesOn)) return goesOn.then((on) => (on ? inTurn(items.slice(index + 1), handle) : undefined));
    if (!goesOn) return undefined;
  }
}
