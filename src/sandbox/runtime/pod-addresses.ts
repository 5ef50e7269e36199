/** The first host of a network is its bridge. */
const FIRST = 2;
const LAST = 254;

/**
 * Addresses of one node's pods, from a network of its own such as `10.244.1.0/24`: one after the other, so that one that is
 * free again is given last of all (CNI's host-local).
 */
export class PodAddresses {
  readonly #network: string;
  readonly #taken = new Set<string>();
  #next = FIRST;

  /** `10.244.1.0/24` */
  constructor(cidr: string) {
    this.#network = cidr.slice(0, cidr.lastIndexOf("."));
  }

  /** The addresses that there are, as host-local names them. */
  get range(): string {
    return `${this.#network}.1-${this.#network}.${LAST}`;
  }

  /** undefined: all are taken. */
  take(): string | undefined {
    for (let tries = FIRST; tries <= LAST; tries += 1) {
      const address = `${this.#network}.${this.#next}`;
      this.#next = this.#next === LAST ? FIRST : this.#next + 1;
      if (this.#taken.has(address)) continue;
      this.#taken.add(address);
      return address;
    }
    return undefined;
  }

  release(address: string): void {
    this.#taken.delete(address);
  }
}
