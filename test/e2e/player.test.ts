import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { cli } from "../cli.ts";
import { hasBrowser, openPage, shownSteps, startPage } from "./page-kit.ts";

/** Real milliseconds that each of so many moves of the slider takes until the page is laid out anew, ascending. */
async function scrubbed(page: Page, moves: number): Promise<readonly number[]> {
  return (await page.evaluate(`(async () => {
    const slider = document.querySelector(".scrubber");
    const times = [];
    for (let move = 0; move < ${moves}; move += 1) {
      const began = performance.now();
      slider.value = String(Math.round((move * 1000) / ${moves}));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => queueMicrotask(resolve));
      document.querySelector(".now").getBoundingClientRect();
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b);
  })()`)) as number[];
}

const SIDE = ["tracker", "events", "exchange", "kubectl", "why"] as const;

describe.skipIf(!hasBrowser)("the step player", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  test("A-01 the page is complete with nothing but loopback, and asks nobody else", async () => {
    const { page, requested, complaints } = await openPage(kit);
    await page.click("role=tab[name=kubectl]");
    await page.waitForSelector("pre.terminal[aria-busy=false]");
    expect(await page.textContent("pre.terminal")).toMatch(/^NAME +READY/);
    expect(requested.filter((each) => new URL(each).origin !== new URL(kit.url).origin)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("A-03 with every arrow all views move together", async () => {
    const { page } = await openPage(kit);
    const ids = (JSON.parse((await cli(["trace", "wrong-tag", "-o", "json"])).out) as { steps: { id: string }[] })
      .steps;
    await page.focus("#player");
    for (const [index, { id }] of ids.entries()) {
      // What happens, flow, table, one view beside them, and the cursor of the time line.
      expect(await shownSteps(page)).toEqual([id, id, id, id, id]);
      expect(await page.getAttribute("tr[aria-current=step]", "data-id")).toBe(id);
      await page.click(`#tab-${SIDE[index % SIDE.length]}`);
      await page.focus("#player");
      expect(await shownSteps(page)).toEqual([id, id, id, id, id]);
      await page.keyboard.press("ArrowRight");
    }
    expect(await page.getAttribute("tr[aria-current=step]", "data-id")).toBe(ids.at(-1)?.id);
  });

  test("A-04 the table is that of the terminal, cell for cell", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?seed=43" });
    const { out } = await cli(["trace", "wrong-tag", "--seed", "43", "-o", "md"]);
    const [table = ""] = /^\| Step[\s\S]*?\n\n/m.exec(out) ?? [];
    const rows = table.trim().split("\n").slice(2);
    const wanted = rows.map((row) => row.split(" | ").map((cell) => cell.replaceAll(/^\| ?| ?\|$|\\/g, "").trim()));
    const shown = await page.$$eval(".steps tbody tr", (rows) =>
      rows.map((row) =>
        [...row.querySelectorAll("th, td")].map((cell) => cell.textContent?.replace(/^[●✕◔◌⊘?] /, "").trim()),
      ),
    );
    // The page leaves the pod out where there is one.
    const column = (row: readonly string[]): string[] =>
      [row[0], row[1], row[2], row[4], row[5]].map((cell) => cell ?? "");
    const order = (row: readonly (string | undefined)[]): string[] =>
      [row[0], row[1], row[2], row[3], row[4]].map((cell) => cell ?? "");
    expect(shown.map(order)).toEqual(wanted.map(column));
  });

  test("A-05 the address of a step opens it in a fresh profile, and Back returns", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f" });
    expect(await page.textContent(".now h2")).toMatch(/^42\.0 s/);
    await page.click("role=button[name='Next attempt']");
    expect(new URL(page.url()).hash).toContain("step=p4.f");
    await page.goBack();
    await page.getByRole("heading", { name: /^42\.0 s/ }).waitFor();
    expect(new Set(await shownSteps(page))).toEqual(new Set(["p3.f"]));
  });

  test("an address of a step that there is not says so and shows the first", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p99" });
    expect(await page.textContent("[role=alert]")).toContain("p99");
    expect(new Set(await shownSteps(page))).toEqual(new Set(["a1"]));
  });

  test("A-09 a fork at the third attempt runs at once, and the old future is still there", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f" });
    await page.focus("#player");
    await page.keyboard.press("b");
    await page.fill("#console-input", "kubectl set image pod/web app=registry.example/shop/web:1.4.2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".branches button >> nth=1");
    expect(await page.textContent("[role=log]")).toContain("pod/web image updated");
    expect(await page.$$eval(".steps tbody tr", (rows) => rows.at(-1)?.textContent)).toContain("Running");
    const times = await page.$$eval(".steps tbody .column-time", (cells) => cells.map((cell) => cell.textContent));
    expect(Number.parseFloat(times.at(-1) ?? "")).toBeLessThan(45);
    await page.click("#tab-compare");
    expect(await page.textContent(".compare h3")).toMatch(/^The two part at 42\.\d s/);
    expect(await page.locator(".compare .ladder").count()).toBe(2);
    await page.click(".branches button >> nth=0");
    expect(await page.$$eval(".steps tbody tr", (rows) => rows.map((row) => row.dataset["id"]))).toContain("p5.f");
  });

  test("A-15 the console runs kubectl and nothing else", async () => {
    const { page } = await openPage(kit);
    await page.click("role=button[name='Do something']");
    for (const line of ["get pods --server=http://x", "exec web -- ls", "get pods ; ls", "get pods $(id)"]) {
      await page.fill("#console-input", line);
      await page.keyboard.press("Enter");
      await page.locator("[role=log]").getByText(line).first().waitFor();
    }
    const said = (await page.textContent("[role=log]")) ?? "";
    expect(said).toContain("--server is not taken");
    expect(said).toContain("kubectl exec needs a real container");
    expect(said).not.toContain("uid=");
  });

  test("A-16 requests by another name, from another page or without the token get 403", async () => {
    const url = new URL(kit.url);
    const { page } = await openPage(kit);
    const status = async (to: string, headers: Record<string, string> = {}): Promise<number> =>
      (await page.context().request.get(to, { headers })).status();
    expect(await status(kit.url)).toBe(200);
    expect(await status(`${url.origin}/`)).toBe(403);
    expect(await status(`${url.origin}/wrong/index.html`)).toBe(403);
    expect(await status(kit.url, { host: "evil.example" })).toBe(403);
    expect(await status(kit.url, { origin: "http://evil.example" })).toBe(403);
  });

  test("A-12 a registry that answers 503 for 90 seconds shows in the exchange, and the pull heals", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p2.f" });
    await page.click("role=button[name='Do something']");
    await page.click("#tab-knobs");
    await page.fill("[aria-label=tag]", "1.4.2-rc1");
    await page.click("role=button[name='Push it']");
    await page.waitForSelector(".branches button >> nth=1");
    await page.click("role=button[name='Let it fail']");
    await page.waitForSelector(".branches button >> nth=2");
    await page.click("role=button[name='Next attempt']");
    await page.click("#tab-exchange");
    expect(await page.textContent(".exchange")).toContain("503");
    const rows = await page.$$eval(".steps tbody tr", (all) => all.map((row) => row.textContent));
    expect(rows.filter((row) => row.includes("answers 503")).length).toBe(2);
    expect(rows.at(-1)).toContain("Running");
    const attempts = rows.filter((row) => /^p\d/.test(row)).length;
    await page.click("role=button[name='Last step']");
    await page.click("#tab-tracker");
    expect(await page.textContent(".tracker tbody tr >> nth=2")).toContain(`attempts${attempts}`);
  });

  test("A-14 pull secrets of a living pod are refused in the API server's words, in console and editor", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p2.f" });
    await page.click("role=button[name='Do something']");
    await page.fill("#console-input", `kubectl patch pod web -p '{"spec":{"imagePullSecrets":[{"name":"regcred"}]}}'`);
    await page.keyboard.press("Enter");
    await page.getByText("may not change fields other than").first().waitFor();
    await page.click("#tab-editor");
    await page.waitForSelector(".editor button:not([disabled])");
    const manifest = await page.inputValue(".editor textarea");
    await page.fill(".editor textarea", manifest.replace("spec:", "spec:\n  imagePullSecrets:\n    - name: regcred"));
    await page.click(".editor button");
    await page.getByText("may not change fields other than").first().waitFor();
    expect(await page.locator(".branches").count()).toBe(0);
  });

  test("a paste becomes a verdict and a world of its own, and HTML in it stays text", async () => {
    const { page, requested } = await openPage(kit);
    await page.fill("#paste-text", "<img src=x onerror=alert(1)> hello");
    await page.click("role=button[name=Explain]");
    await page.getByText("Nothing in it is about a pod").waitFor();
    const { out } = await cli(["trace", "dns-failure", "--at", "60s", "--show", "describe pods"]);
    await page.fill("#paste-text", out);
    await page.click("role=button[name=Explain]");
    await page.getByText("dns-nxdomain").first().waitFor();
    await page.click("role=button[name='Play its next hour']");
    await page.locator(".about", { hasText: "The next hour of" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#/your-pod");
    expect(await page.locator(".steps tbody tr").count()).toBeGreaterThan(20);
    expect(requested.filter((each) => !each.startsWith(kit.url))).toEqual([]);
  });

  test.each(["private-no-secret", "rollout-bad-tag", "init-and-sidecar", "sa-patched-late"])(
    "in %s, too, the views stand beside each other and none reaches into another",
    async (scenario) => {
      const { page } = await openPage(kit, { hash: `#/${scenario}?step=p1.f` });
      for (const width of [1100, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const edges = (await page.evaluate(`[...document.querySelectorAll(".main-views > *")].map((each) =>
          Math.round(each.getBoundingClientRect().right - document.querySelector(".side-views").getBoundingClientRect().left))`)) as number[];
        for (const edge of edges) expect([width, edge < 0]).toEqual([width, true]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      }
    },
  );

  test("the map shows how far the way to the image was gone, and where it breaks", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p3.f" });
    await page.click("#tab-map");
    expect(await page.textContent(".place.broken")).toMatch(/Registry.*manifests\/1\.4\.2-rc1.*404/);
    await page.click("role=button[name='Last step']");
    expect(await page.locator(".place.broken").count()).toBe(0);
    expect(await page.textContent(".map")).toContain("registry.example/shop/web:1.4.2");
  });

  test("steps are marked, and playing goes round between the marks", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?step=p1.f" });
    await page.focus("#player");
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("m");
    await page.keyboard.press("l");
    for (let faster = 0; faster < 4; faster += 1) await page.keyboard.press("]");
    await page.keyboard.press("Space");
    await page.locator("tr[data-id='p1.f'][aria-current=step]").waitFor();
    await page.locator("tr[data-id='b1'][aria-current=step]").waitFor();
    expect(await page.$$eval(".mark text", (marks) => marks.map((mark) => mark.textContent))).toEqual(["p1.f", "p2.f"]);
  });

  test("A-07 the flips of a public log stand beside those of a run, and no pair is 30 seconds apart", async () => {
    const { page } = await openPage(kit, { hash: "#/wrong-tag?mode=time" });
    await page.locator(".public-log tbody tr").nth(5).waitFor();
    const rows = await page.$$eval(".public-log tbody tr", (all) =>
      all.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")),
    );
    expect(rows.map(([, logged]) => Number.parseInt(logged ?? "", 10))).toEqual([108, 121, 192, 205, 367, 379]);
    expect(rows.map(([status]) => /\w+/.exec(status ?? "")?.[0])).toEqual(
      [1, 2, 3].flatMap(() => ["ErrImagePull", "ImagePullBackOff"]),
    );
    for (const [, , , apart] of rows) expect(Number.parseInt(apart ?? "", 10)).toBeLessThan(30);
  });

  test("A-37 the first step is seen in a second, and scrubbing a long run takes less than a frame a step", async () => {
    const { page } = await openPage(kit);
    const seen = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0");
    expect(seen).toBeLessThan(1000);
    const times = await scrubbed(page, 500);
    expect(times[250]).toBeLessThan(16);
  });

  test("A-37 ten thousand steps are shown in windows, and scrubbing them does not choke", async () => {
    const { page } = await openPage(kit);
    page.setDefaultTimeout(120_000);
    const few = await scrubbed(page, 60);
    // Nobody repairs anything, for twelve days.
    const actions = Buffer.from(JSON.stringify([{ at: 1_040_000_000, run: "kubectl get pods" }])).toString("base64url");
    await page.evaluate(`location.hash = "#/wrong-tag?a=${actions}"`);
    await page.locator("#table-heading", { hasText: /^10,\d{3} steps/ }).waitFor();
    expect(await page.locator(".steps tbody tr").count()).toBe(200);
    const times = await scrubbed(page, 60);
    // Six hundred times as many steps.
    expect((times[30] ?? Infinity) / Math.max(1, few[30] ?? 0)).toBeLessThan(60);
    await page.click("role=button[name='Last step']");
    expect(await page.textContent(".steps tbody tr:last-child")).toMatch(/10401\d\d\.\d s/);
  }, 200_000);
});
