// npm run shots: pictures of the page in a real browser, wide and narrow, light and dark, into dist/shots; the one of the README as well.
import { mkdirSync } from "node:fs";

import { chromium } from "playwright-core";

import { chromiumLaunch } from "./lib/chromium.mjs";
import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { inRoot } from "./lib/root.mjs";
import { serveFolder } from "./lib/serve-folder.mjs";

const MODES = ["learn", "visualize", "predict", "why", "diagnose", "fix", "break", "time", "review", "test"];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

ensureInstalled("test/tools");
await ensureBuilt();
const launch = await chromiumLaunch();
if (launch === undefined) throw new Error("No browser: neither the package under test/tools nor an installed one");
const site = await serveFolder(inRoot("dist/web"));
const browser = await chromium.launch(launch);
mkdirSync(inRoot("dist/shots"), { recursive: true });
for (const viewport of SIZES)
  for (const colorScheme of ["light", "dark"])
    for (const mode of MODES)
      await shoot(
        { hash: `#/wrong-tag?mode=${mode}&step=p3.f`, viewport, colorScheme },
        inRoot("dist/shots", `${mode}-${viewport.width}-${colorScheme}.png`),
      );
await shoot(
  { hash: "#/wrong-tag?step=p3.f", viewport: SIZES[0], colorScheme: "light" },
  inRoot("docs/pictures/learn.png"),
);
await browser.close();
site.close();
console.log("wrote dist/shots and docs/pictures/learn.png");

async function shoot({ hash, ...look }, path) {
  const page = await browser.newPage(look);
  await page.goto(site.url + hash);
  await page.waitForSelector("#player, .mode");
  await page.waitForLoadState("networkidle");
  await page.locator(".mode > .aside, .quiz > .aside").first().waitFor({ state: "hidden" });
  await page.screenshot({ path });
  await page.close();
}
