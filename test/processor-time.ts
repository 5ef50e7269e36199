/** Seconds that this process's processors work on something, which others on the machine hardly change. */
export async function processorSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What is linear takes a hundredth of it for the texts of the tests, what is quadratic more. */
export const FAR_TOO_LONG: number = 3;
