/** What is seen: components that draw what the model says, and hold no rule of their own. */
export { App } from "./app.tsx";
