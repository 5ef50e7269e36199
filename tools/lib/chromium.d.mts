/** How to start a real browser; undefined where there is none. */
export function chromiumLaunch(): Promise<
  { readonly executablePath: string; readonly args: string[]; readonly headless: boolean } | undefined
>;
