import { Option } from "commander";

export function plainFlag(): Option {
  return new Option("--plain", "lines of 80 columns at most, however wide the terminal is");
}
