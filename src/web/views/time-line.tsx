import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { watchWidth } from "../browser/index.ts";
import { scaleOf } from "../model/index.ts";
import { Ladder, type LadderProps } from "./ladder.tsx";
import { usePage } from "./page-context.ts";

const NARROWEST = 280;

interface TimeLineProps extends Omit<LadderProps, "width"> {
  /** What lies over the drawing. */
  readonly children?: ComponentChildren;
  /** Told which instant was pressed; a pointer's way beside another one. */
  readonly onPlace?: (t: number) => void;
}

/** The ladder as wide as there is room. */
export function TimeLine({ children, onPlace, ...ladder }: TimeLineProps): JSX.Element {
  const { session, view: own } = usePage();
  const line = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(NARROWEST);
  useEffect(() => (line.current === null ? undefined : watchWidth(line.current, setWidth)), []);
  const place = (event: MouseEvent): void => {
    const box = line.current?.getBoundingClientRect();
    const view = ladder.view ?? own;
    if (box === undefined || box.width === 0) return;
    onPlace?.(scaleOf(ladder.scale ?? session.scale, view).instant((event.clientX - box.left) / box.width));
  };
  return (
    <div
      class={onPlace === undefined ? "time-line" : "time-line placing"}
      ref={line}
      onClick={onPlace === undefined ? undefined : place}
    >
      <Ladder {...ladder} width={Math.max(NARROWEST, Math.floor(width))} />
      {children}
    </div>
  );
}
