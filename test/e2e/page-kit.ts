import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";

import { chromiumLaunch } from "../../tools/lib/chromium.mjs";
import { builtProgram } from "../built.ts";

/** The served page and a real browser; undefined where no browser can be had. */
export interface PageKit {
  readonly url: string;
  readonly browser: Browser;
  /** What the environment of the served page has in XDG_DATA_HOME: answers are kept in there. */
  readonly data: string;
}

const launch = await chromiumLaunch();
/** Tests of a real browser are skipped, by name, where there is none. */
export const hasBrowser: boolean = launch !== undefined;

/** Starts `pullwhy learn` and a browser for one test file. */
export async function startPage(): Promise<PageKit> {
  if (launch === undefined) throw new Error("No browser");
  const data = mkdtempSync(join(tmpdir(), "pullwhy-data-"));
  const child = spawn(process.execPath, [builtProgram(), "learn", "--no-open"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, XDG_DATA_HOME: data },
  });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const browser = await chromium.launch(launch);
  afterAll(async () => {
    await browser.close();
    child.kill("SIGINT");
  });
  return { url: said.toString().trim(), browser, data };
}

export interface OpenOptions extends BrowserContextOptions {
  readonly hash?: string;
}

/** A page in a profile of its own, with what it asked for and what it complained of. */
export interface OpenPage {
  readonly page: Page;
  readonly requested: readonly string[];
  readonly complaints: readonly string[];
}

/** Opens the page at an address and waits until its first step is seen. Only loopback is reached. */
export async function openPage(
  { url, browser }: PageKit,
  { hash = "", ...options }: OpenOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const [requested, complaints]: [string[], string[]] = [[], []];
  await page.route(
    (to) => to.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  page.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(url + hash);
  await page.waitForSelector(".now h2, .mode");
  return { page, requested, complaints };
}

export const MODES = [
  "learn",
  "visualize",
  "predict",
  "why",
  "diagnose",
  "fix",
  "break",
  "time",
  "review",
  "test",
] as const;

/** Another way to practise, and whatever is computed for it is there. */
export async function openMode(page: Page, mode: (typeof MODES)[number], scenario = "wrong-tag"): Promise<void> {
  await page.evaluate(`location.hash = "#/${scenario}?mode=${mode}"`);
  await page.waitForSelector(mode === "visualize" ? ".sections .question" : `.mode-${mode} > :nth-child(2)`);
  await page.locator(".quiz > .aside, .mode > .aside").first().waitFor({ state: "hidden" });
}

/** The others load the machine. */
const PATIENCE = 12_000;

/** Ids of the step that every view shows. */
export function shownSteps(page: Page): Promise<(string | null)[]> {
  return page.$$eval("[data-step]", (elements) => elements.map((element) => element.getAttribute("data-step")));
}
