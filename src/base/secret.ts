/** Hides a value from every printer: `String`, templates, and `JSON.stringify` show `***`, Node's inspector shows nothing. */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself, for the one place that sends or compares it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return "***";
  }

  toJSON(): string {
    return "***";
  }
}
