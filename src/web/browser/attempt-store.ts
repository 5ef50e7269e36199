import { type Attempt, attemptsText, merged, readAttempts, unknownAmong } from "../../lessons/index.ts";
import { keepHere } from "./keep-here.ts";
import { keepOnServer } from "./keep-on-server.ts";

/** Where answers are kept. What cannot be kept is there until the page is closed, and `isLasting` says so. */
export interface AttemptStore {
  readonly isLasting: boolean;
  /** Why something was not done as wanted, or what could not be read; undefined while all is well. */
  readonly trouble: string | undefined;
  all(): readonly Attempt[];
  add(attempt: Attempt): Promise<boolean>;
  /** Adds what a file holds; answers how many lines of it could not be read. */
  import(text: string): Promise<number>;
  export(): string;
  erase(): Promise<void>;
}

/** A place that outlives the page. Both answer all that it holds then, or reject with what there is to tell. */
export interface Keeper {
  /** What it held when it was opened. */
  readonly first: Kept;
  /** Keeps these too; `all` are those that are in it already and these. */
  add(attempts: readonly Attempt[], all: readonly Attempt[]): Promise<Kept>;
  erase(): Promise<Kept>;
}

export interface Kept {
  readonly attempts: readonly Attempt[];
  readonly trouble?: string;
}

/** The file of the server that the terminal uses too; without one, the storage of this browser; in memory where that is forbidden. */
export async function openAttempts(): Promise<AttemptStore> {
  const keeper = (await keepOnServer()) ?? (await keepHere());
  let attempts = keeper?.first.attempts ?? [];
  let trouble = keeper?.first.trouble;
  let unkept: readonly Attempt[] = [];
  let isLasting = keeper !== undefined;
  const settle = async (work: Promise<Kept>, sent: readonly Attempt[]): Promise<void> => {
    try {
      const kept = await work;
      unkept = unknownAmong(unkept, sent);
      [attempts, trouble, isLasting] = [merged(kept.attempts, unkept), kept.trouble, true];
    } catch (error) {
      [trouble, isLasting] = [error instanceof Error ? error.message : String(error), unkept.length === 0];
    }
  };
  const add = async (more: readonly Attempt[]): Promise<void> => {
    attempts = merged(attempts, more);
    unkept = merged(unkept, more);
    if (keeper !== undefined) await settle(keeper.add(unkept, attempts), unkept);
  };
  return {
    get isLasting() {
      return isLasting;
    },
    get trouble() {
      return trouble;
    },
    all: () => attempts,
    add: async (attempt) => {
      await add([attempt]);
      return isLasting;
    },
    import: async (text) => {
      const read = readAttempts(text);
      await add(read.attempts);
      return read.unread.length;
    },
    export: () => attemptsText(attempts),
    erase: async () => {
      unkept = [];
      if (keeper === undefined) attempts = [];
      else await settle(keeper.erase(), []);
    },
  };
}
