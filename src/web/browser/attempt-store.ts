import { type Attempt, attemptsText, merged, readAttempts } from "../../lessons/index.ts";

/** Where answers are kept. What cannot be kept is there until the page is closed, and `isLasting` says so. */
export interface AttemptStore {
  readonly isLasting: boolean;
  all(): readonly Attempt[];
  add(attempt: Attempt): Promise<boolean>;
  /** Adds what a file holds; answers how many lines of it could not be read. */
  import(text: string): Promise<number>;
  export(): string;
  erase(): Promise<void>;
}

const [DATABASE, STORE, KEY] = ["pullwhy", "progress", "attempts"] as const;

/** The store of this browser; in memory where it has none, or forbids it. */
export async function openAttempts(): Promise<AttemptStore> {
  const database = await openDatabase().catch(() => undefined);
  const kept = database === undefined ? "" : await read(database).catch(() => "");
  let attempts = readAttempts(kept).attempts;
  let isLasting = database !== undefined;
  const keep = async (next: readonly Attempt[]): Promise<void> => {
    attempts = next;
    if (database === undefined) return;
    isLasting = await write(database, attemptsText(next)).then(
      () => true,
      () => false,
    );
  };
  return {
    get isLasting() {
      return isLasting;
    },
    all: () => attempts,
    add: async (attempt) => {
      await keep([...attempts, attempt]);
      return isLasting;
    },
    import: async (text) => {
      const read = readAttempts(text);
      await keep(merged(attempts, read.attempts));
      return read.unread.length;
    },
    export: () => attemptsText(attempts),
    erase: () => keep([]),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.addEventListener("upgradeneeded", () => asked.result.createObjectStore(STORE));
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(new Error(asked.error?.message ?? "No storage")));
    asked.addEventListener("blocked", () => reject(new Error("The storage is in use")));
  });
}

function read(database: IDBDatabase): Promise<string> {
  const asked = database.transaction(STORE).objectStore(STORE).get(KEY);
  return settled(asked).then((value) => (typeof value === "string" ? value : ""));
}

async function write(database: IDBDatabase, text: string): Promise<void> {
  await settled(database.transaction(STORE, "readwrite").objectStore(STORE).put(text, KEY));
}

function settled<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(new Error(asked.error?.message ?? "The storage has failed")));
  });
}
