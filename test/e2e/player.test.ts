import { describe, expect, test } from "vitest";

import { cli } from "../cli.ts";
import { hasBrowser, openPage, shownSteps, startPage } from "./page-kit.ts";

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

  test("A-37 the first step is seen in a second, and scrubbing a long run takes less than a frame a step", async () => {
    const { page } = await openPage(kit);
    const seen = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0");
    expect(seen).toBeLessThan(1000);
    const frames = (await page.evaluate(`(async () => {
      const slider = document.querySelector(".scrubber");
      const times = [];
      for (let place = 0; place < 500; place += 1) {
        const began = performance.now();
        slider.value = String(place * 2);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((resolve) => queueMicrotask(resolve));
        document.querySelector(".now").getBoundingClientRect();
        times.push(performance.now() - began);
      }
      return times.sort((a, b) => a - b);
    })()`)) as number[];
    expect(frames[250]).toBeLessThan(16);
  });
});
