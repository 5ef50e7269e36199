import { InvalidArgumentError } from "commander";

const LARGEST = 65_535;

export function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= LARGEST) return port;
  throw new InvalidArgumentError(`Must be a whole number from 0 to ${LARGEST}`);
}
