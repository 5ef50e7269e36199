import { render } from "preact";

import "./styles/page.css";
import { App } from "./app/index.ts";

const page = document.querySelector("#page");
if (page === null) throw new Error("The page has no place to draw in");
render(<App />, page);
