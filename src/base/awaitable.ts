/** What is there already, or is still to come. Work that finds everything there is done at once, without a turn of the event loop. */
export type Awaitable<T> = T | Promise<T>;

export function isPending<T>(value: Awaitable<T>): value is Promise<T> {
  return value instanceof Promise;
}
