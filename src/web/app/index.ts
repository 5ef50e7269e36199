/** The whole page put together: which world is open, which way to practise it, and what stands around that. */
export { App } from "./app.tsx";
