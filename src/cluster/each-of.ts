const AT_ONCE = 8;

/** Works through names, a few at once. */
export async function eachOf(names: ReadonlySet<string>, work: (name: string) => Promise<void>): Promise<void> {
  const waiting = names.values();
  const worker = async (): Promise<void> => {
    for (const name of waiting) await work(name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
