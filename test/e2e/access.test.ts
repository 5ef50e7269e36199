import axe from "axe-core";
import { describe, expect, test } from "vitest";

import { hasBrowser, openPage, startPage } from "./page-kit.ts";

const RUN = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html: html.slice(0, 160) })) })))`;

describe.skipIf(!hasBrowser)("whoever uses the page otherwise", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  test.each(["light", "dark"] as const)("A-29 axe finds nothing serious in the %s theme", async (colorScheme) => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f", colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: axe.source });
    for (const tab of ["tracker", "events", "exchange", "kubectl", "why"]) {
      await page.click(`#tab-${tab}`);
      expect(await page.evaluate(RUN)).toEqual([]);
    }
  });

  test("A-29 at 320 pixels nothing but the time line and tables has to be scrolled sideways", async () => {
    const { page } = await openPage(kit, { viewport: { width: 320, height: 740 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  });

  test("A-36 on a phone everything that is pressed is 24 pixels at least", async () => {
    const { page } = await openPage(kit, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    for (const tab of ["flow", "table", "tracker"]) {
      await page.click(`#tab-${tab}`);
      const sizes = await page.$$eval("button, a, select, input", (elements) =>
        elements
          .map((element) => ({ name: element.outerHTML.slice(0, 90), box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24))
          .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
      );
      expect(sizes).toEqual([]);
    }
  });

  test("A-32 each step is announced once, in the sentence of the transcript", async () => {
    const { page } = await openPage(kit);
    expect(await page.locator("[aria-live]").count()).toBe(1);
    await page.focus("#player");
    await page.keyboard.press("ArrowRight");
    expect(await page.textContent("[aria-live]")).toMatch(/^At 0\.0 s: Scheduler binds the pod/);
  });
});
