import { oncePerKey, sha256 } from "../../base/index.ts";
import {
  type NodeImageWorld,
  type NodeWorld,
  parsePlatform,
  type Platform,
  type ReferenceRules,
} from "../../kinds/index.ts";
import { parseImageName } from "./image-name.ts";
import type { Program } from "./program.ts";
import type { PullFault } from "./pull-fault.ts";

/** An image that containers can be created from, or at least be asked to. */
export interface StoredImage {
  /** Digest of the config. */
  readonly id: string;
  /** Compressed bytes of all its content. */
  readonly size: number;
  /** Unpacked bytes. */
  readonly unpacked: number;
  /** Absent for an image that was loaded: it runs where it lies. */
  readonly platform?: Platform;
  readonly program: Program;
  /** Why no container can be created, although the image counts as present. */
  readonly broken?: PullFault;
}

interface Named {
  readonly content: ReadonlySet<string>;
  readonly image: StoredImage | undefined;
}

/** What a pull holds on to until it ends. */
export type Lease = Set<string>;

/** Images by name and by id over content by digest. What no name and no lease holds is collected. */
export class ImageStore {
  readonly #parse: (name: string) => ReturnType<typeof parseImageName>;
  /** Why it takes nothing new. */
  readonly defect: NodeWorld["storage"];
  #diskFree: number;
  readonly #names = new Map<string, Named>();
  readonly #content = new Map<string, Uint8Array>();
  readonly #leases = new Set<Lease>();

  constructor(rules: ReferenceRules, { diskFree = Infinity, storage }: Pick<NodeWorld, "diskFree" | "storage"> = {}) {
    this.defect = storage;
    this.#parse = oncePerKey((name: string) => parseImageName(name, rules));
    this.#diskFree = diskFree;
  }

  /** By id, or by the name in its completed form. */
  find(nameOrId: string): StoredImage | undefined {
    if (nameOrId.startsWith("sha256:")) return this.#images().find(({ id }) => id === nameOrId);
    const parsed = this.#parse(nameOrId);
    return parsed.ok ? this.#names.get(parsed.value.name)?.image : undefined;
  }

  list(): readonly { readonly id: string; readonly names: readonly string[] }[] {
    return this.#images().map(({ id }) => ({ id, names: this.namesOf(id) }));
  }

  /** Names of an image, alphabetical, those with a tag first. */
  namesOf(id: string): readonly string[] {
    const names = [...this.#names].filter(([, { image }]) => image?.id === id).map(([name]) => name);
    const tagged = names.filter((name) => !name.includes("@")).sort();
    return [...tagged, ...names.filter((name) => name.includes("@")).sort()];
  }

  /** Files content, and the image where there is one, under a name; what the name meant before is gone. */
  name(name: string, content: Iterable<string>, image?: StoredImage): void {
    this.#names.set(name, { content: new Set(content), image });
    this.#collect();
  }

  load({ image: name, size, pulled }: NodeImageWorld): void {
    const parsed = this.#parse(name);
    if (!parsed.ok) throw new Error(`Cannot load image "${name}": ${parsed.fault}`);
    const id = `sha256:${sha256(parsed.value.name)}`;
    if (pulled === undefined) return this.name(parsed.value.name, [], { id, size, unpacked: size, program: {} });
    const platform = parsePlatform(pulled.platform ?? "");
    const image = {
      id: pulled.id,
      size,
      unpacked: pulled.unpacked,
      program: {
        ...(pulled.exit === undefined ? {} : { exit: pulled.exit }),
        ...(pulled.readyAfter === undefined ? {} : { readyAfter: pulled.readyAfter }),
        ...(pulled.failsAfter === undefined ? {} : { failsAfter: pulled.failsAfter }),
        ...(pulled.log === undefined ? {} : { log: pulled.log }),
        ...(pulled.programs === undefined ? {} : { programs: pulled.programs }),
      },
      ...(platform === undefined ? {} : { platform }),
    };
    for (const each of pulled.names) this.name(each, [], image);
  }

  /** The images as they are loaded again; one that no container can be created from is none. */
  now(): readonly NodeImageWorld[] {
    return this.#images()
      .filter(({ broken }) => broken === undefined)
      .map(({ id, size, unpacked, platform, program }) => {
        const names = this.namesOf(id);
        const pulled = {
          names,
          id,
          unpacked,
          ...(platform === undefined ? {} : { platform: `${platform.os}/${platform.architecture}` }),
          ...program,
        };
        return { image: names[0] ?? id, size, pulled };
      });
  }

  /** Bytes that content and unpacked layers take. */
  used(): number {
    const content = sum([...this.#content.values()].map(({ length }) => length));
    return content + sum(this.#images().map(({ unpacked }) => unpacked));
  }

  disk(): { readonly diskFree?: number } {
    return this.#diskFree === Infinity ? {} : { diskFree: this.#diskFree };
  }

  /** Removes the image with all its names. */
  remove(nameOrId: string): void {
    const image = this.find(nameOrId);
    if (image === undefined) return;
    for (const name of this.namesOf(image.id)) this.#names.delete(name);
    this.#collect();
  }

  lease(): Lease {
    const lease: Lease = new Set();
    this.#leases.add(lease);
    return lease;
  }

  release(lease: Lease): void {
    this.#leases.delete(lease);
    if (lease.size > 0) this.#collect();
  }

  bytes(digest: string): Uint8Array | undefined {
    return this.#content.get(digest);
  }

  put(digest: string, bytes: Uint8Array, lease: Lease): void {
    this.#content.set(digest, bytes);
    lease.add(digest);
  }

  /** The disk has so many bytes for images from now on. */
  resize(diskFree: number): void {
    this.#diskFree = diskFree;
  }

  /** Whether so many more bytes fit on the disk. */
  hasRoom(bytes: number): boolean {
    return this.#diskFree === Infinity || this.used() + bytes <= this.#diskFree;
  }

  #images(): readonly StoredImage[] {
    const byId = new Map<string, StoredImage>();
    for (const { image } of this.#names.values()) if (image !== undefined) byId.set(image.id, image);
    return [...byId.values()];
  }

  #collect(): void {
    const kept = new Set([...this.#leases].flatMap((lease) => [...lease]));
    for (const { content } of this.#names.values()) for (const digest of content) kept.add(digest);
    for (const digest of this.#content.keys()) if (!kept.has(digest)) this.#content.delete(digest);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
