import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";

import type { KubernetesObject } from "../src/kinds/index.ts";
import { testCluster } from "./cluster.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import { all, expectNothingOf, passwords } from "./passwords.ts";
import { serve } from "./serve.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-live-secrets-"));

/** A registry that says back what it was shown, in each way that it could be: in words, headers, realms and redirects. */
async function echoingRegistry(other: () => string): Promise<{ readonly host: string; readonly arrived: string[] }> {
  const arrived: string[] = [];
  const { url, close } = await serve(({ url: at, headers }) => {
    const shown = headers.get("authorization") ?? "";
    const { pathname, search } = new URL(at);
    arrived.push(`${pathname}${search} ${shown}`);
    const said = Buffer.from(shown.replace(/^Basic /, ""), "base64").toString("latin1");
    if (shown === "") return new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } });
    const errors = [{ code: "DENIED", message: `${shown} ${said} ${encodeURIComponent(said)}` }];
    if (pathname.includes("/redirected/")) {
      return new Response(null, {
        status: 307,
        headers: { location: `http://${other()}/v2/?seen=${encodeURIComponent(shown)}` },
      });
    }
    if (pathname.includes("/page/")) return new Response(`<html>${said}</html>`, { status: 503 });
    return Response.json({ errors }, { status: pathname.includes("/denied/") ? 403 : 401 });
  });
  onTestFinished(close);
  return { host: new URL(url).host, arrived };
}

test("no password is ever printed by `diagnose` that asks registries, nor sent to another host than its key's", async () => {
  const kubeconfig = join(folder, "kubeconfig-live");
  const cluster = testCluster({ controllers: false });
  const { url, close } = await serve((request) => cluster.api.fetch(request));
  onTestFinished(close);
  let elsewhere = "";
  const registry = await echoingRegistry(() => elsewhere);
  const other = await echoingRegistry(() => registry.host);
  elsewhere = other.host.replace("127.0.0.1", "localhost");
  writeFileSync(kubeconfig, kubeconfigText({ server: url }));
  const images = ["denied", "redirected", "page", "refused"].map((name) => `${registry.host}/${name}/web:1`);
  await fc.assert(
    fc.asyncProperty(passwords, passwords, async (password, foreign) => {
      registry.arrived.length = 0;
      other.arrived.length = 0;
      const auths = {
        [registry.host]: { username: "puller", password },
        [elsewhere]: { username: "puller", password: `${foreign}-foreign` },
      };
      for (const object of livePods(images, auths)) cluster.store.put(`${object.kind.toLowerCase()}s`, object);
      const secrets = join(folder, "live-secret.json");
      writeFileSync(secrets, JSON.stringify(livePods(images, auths)[0]));
      const inCluster = ["diagnose", "--kubeconfig", kubeconfig, "-A"];
      const runs = await all([
        ...["text", "wide", "json", "yaml", "name", "md", "jsonpath={.verdicts}"].map((format) => [
          ...inCluster,
          "-o",
          format,
        ]),
        ...images.map((image) => ["diagnose", `image/${image}`, "-f", secrets]),
      ]);
      const codes = images.map((image) => (image.includes("/redirected/") ? 3 : 1));
      expect(runs.map(({ code }) => code)).toEqual([...runs.slice(images.length).map(() => 1), ...codes]);
      expectNothingOf(password, runs);
      expectNothingOf(`${foreign}-foreign`, runs);
      const basic = (text: string): string => Buffer.from(`puller:${text}`).toString("base64");
      expect(registry.arrived.some((line) => line.includes(basic(password)))).toBe(true);
      expect(registry.arrived.some((line) => line.includes(basic(`${foreign}-foreign`)))).toBe(false);
      expect(other.arrived).toEqual([]);
    }),
    { numRuns: 3, examples: [["AAa000A0a0aaßü", "Zz111zzöZ"]] },
  );
}, 120_000);

/** The pull secret first, then a failing pod for each image. */
function livePods(images: readonly string[], auths: object): readonly KubernetesObject[] {
  const data = { ".dockerconfigjson": Buffer.from(JSON.stringify({ auths })).toString("base64") };
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "live", namespace: "default" }, data };
  const pods = images.map((image, index) => {
    const message = `failed to resolve reference "${image}": unexpected status from HEAD request: 401 Unauthorized`;
    const waiting = { reason: "ErrImagePull", message };
    return {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `live-${index}`, namespace: "default", uid: `live-${index}` },
      spec: { imagePullSecrets: [{ name: "live" }], containers: [{ name: "app", image }] },
      status: { phase: "Pending", containerStatuses: [{ name: "app", image, state: { waiting } }] },
    };
  });
  return [{ ...secret, type: "kubernetes.io/dockerconfigjson" }, ...pods] as readonly KubernetesObject[];
}
