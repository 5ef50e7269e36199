// npm run build:site: the page as files that any web server can serve, in dist/web.
import { buildSite } from "./lib/site.mjs";
import { inRoot } from "./lib/root.mjs";

await buildSite(inRoot("dist/web"));
console.log("wrote dist/web");
