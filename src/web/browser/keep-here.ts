import { attemptsText, readAttempts } from "../../lessons/index.ts";
import type { Keeper } from "./attempt-store.ts";

const [DATABASE, STORE, KEY] = ["pullwhy", "progress", "attempts"] as const;

/** The storage of this browser; undefined where it has none, or forbids it. */
export async function keepHere(): Promise<Keeper | undefined> {
  const database = await openDatabase().catch(() => undefined);
  if (database === undefined) return undefined;
  const kept = await read(database).catch(() => "");
  return {
    first: { attempts: readAttempts(kept).attempts },
    add: async (_, all) => {
      await write(database, attemptsText(all));
      return { attempts: all };
    },
    erase: async () => {
      await write(database, "");
      return { attempts: [] };
    },
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
  const transaction = database.transaction(STORE, "readwrite");
  transaction.objectStore(STORE).put(text, KEY);
  // A request that has succeeded is undone where the page is left before its transaction is complete.
  await completed(transaction);
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(new Error(transaction.error?.message ?? "The storage has failed")),
    );
  });
}

function settled<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(new Error(asked.error?.message ?? "The storage has failed")));
  });
}
