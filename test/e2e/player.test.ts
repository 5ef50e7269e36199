import { describe, expect, test } from "vitest";

import { cli } from "../cli.ts";
import { hasBrowser, openPage, shownSteps, startPage } from "./page-kit.ts";

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
    for (const { id } of ids) {
      expect(new Set(await shownSteps(page))).toEqual(new Set([id]));
      expect(await page.getAttribute("tr[aria-current=step]", "data-id")).toBe(id);
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
    await page.click("role=button[name=Console]");
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
});
