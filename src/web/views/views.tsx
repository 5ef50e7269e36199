import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { watchMedia } from "../browser/index.ts";
import type { WordKey } from "../words/index.ts";
import { CompareView } from "./compare-view.tsx";
import { EventsView } from "./events-view.tsx";
import { ExchangeView } from "./exchange-view.tsx";
import { FlowView } from "./flow-view.tsx";
import { KubectlView } from "./kubectl-view.tsx";
import { MapView } from "./map-view.tsx";
import { usePage } from "./page-context.ts";
import { TableView } from "./table-view.tsx";
import { Tabs } from "./tabs.tsx";
import { TrackerView } from "./tracker-view.tsx";
import { WhyView } from "./why-view.tsx";

const SIDE: Readonly<Record<string, () => JSX.Element>> = {
  tracker: TrackerView,
  events: EventsView,
  exchange: ExchangeView,
  kubectl: KubectlView,
  map: MapView,
  why: WhyView,
};
const MAIN: Readonly<Record<string, () => JSX.Element>> = { flow: FlowView, table: TableView };
/** On paper there are no tabs. */
const WIDE = "(min-width: 1100px), print";

interface ViewsProps {
  readonly tab: string;
  readonly setTab: (tab: string) => void;
}

/** Where there is room, flow and table stand beside the other views; else one view at a time. */
export function Views({ tab, setTab }: ViewsProps): JSX.Element {
  const { say, session } = usePage();
  const [wide, setWide] = useState(true);
  useEffect(() => watchMedia(WIDE, setWide), []);
  const side = session.branches.length > 1 ? { ...SIDE, compare: CompareView } : SIDE;
  const views: typeof SIDE = wide ? side : { ...MAIN, ...side };
  const chosen = tab in views ? tab : "tracker";
  const View = views[chosen] ?? TrackerView;
  return (
    <div class={wide ? "views wide" : "views"}>
      {wide ? (
        <div class="main-views">
          <FlowView />
          <TableView />
        </div>
      ) : null}
      <div class="side-views">
        <Tabs
          label={say("views.label")}
          tabs={Object.keys(views).map((id) => ({ id, title: say(`view.${id}` as WordKey) }))}
          chosen={chosen}
          choose={setTab}
        >
          <View />
        </Tabs>
      </div>
    </div>
  );
}
