import { sha256 } from "../../base/index.ts";
import { LIMITS } from "./limits.ts";
import { joined } from "./read-body.ts";

/** A blob that is on its way. */
export interface Upload {
  readonly id: string;
  readonly repository: string;
  readonly parts: readonly Uint8Array[];
  readonly size: number;
}

/** Uploads that are neither finished nor cancelled. Where there are too many, the oldest are forgotten. */
export class Uploads {
  readonly #host: string;
  /** The one that was touched last stands last. */
  readonly #open = new Map<string, Upload>();
  #started = 0;

  constructor(host: string) {
    this.#host = host;
  }

  start(repository: string): Upload {
    this.#started += 1;
    const upload = { id: uuid(`${this.#host} ${repository} ${this.#started}`), repository, parts: [], size: 0 };
    this.#keep(upload);
    return upload;
  }

  find(id: string, repository: string): Upload | undefined {
    const upload = this.#open.get(id);
    return upload?.repository === repository ? upload : undefined;
  }

  append(upload: Upload, part: Uint8Array): Upload {
    const { parts, size } = upload;
    const longer = { ...upload, parts: [...parts, part], size: size + part.length };
    this.#keep(longer);
    return longer;
  }

  end({ id }: Upload): void {
    this.#open.delete(id);
  }

  #keep(upload: Upload): void {
    this.#open.delete(upload.id);
    this.#open.set(upload.id, upload);
    let bytes = [...this.#open.values()].reduce((sum, { size }) => sum + size, 0);
    for (const oldest of this.#open.values()) {
      if (this.#open.size <= LIMITS.uploads && bytes <= LIMITS.totalBytes) return;
      bytes -= oldest.size;
      this.#open.delete(oldest.id);
    }
  }
}

export function bytesOf({ parts }: Upload): Uint8Array<ArrayBuffer> {
  return joined(parts);
}

/** The same for the same text, so that a sandbox that is run again gives the same answers. */
function uuid(text: string): string {
  const hex = sha256(text);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
