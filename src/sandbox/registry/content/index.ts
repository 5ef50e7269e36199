/** The content of a world's images, generated from what the world says of them: the same bytes on every machine. */
export { buildImage, type Content } from "./image-content.ts";
