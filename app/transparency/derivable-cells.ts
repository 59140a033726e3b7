/**
 * Which hidden cells of a table of counts can be worked out from what is shown: exactly, by anybody with patience.
 *
 * Rows and columns are points, a hidden cell is a road between its row and its column. To change the table without
 * changing anything shown, one cell grows, another in its column shrinks, another in that one's row grows, and so on
 * back to where it began: a round trip. A cell on a round trip may be more or less than it is, and nobody can tell; a
 * cell on none is derivable. A hidden count is at least 1 (nobody is shown as 0), so a cell of 1 is a one-way road.
 *
 * A road lies on a round trip when both its ends can reach each other, and, if it goes both ways, when it is no bridge
 * among the roads between such points (Gusfield 1988, SIAM J. Comput. 17; Boesch and Tindell 1980).
 */

export type HiddenCell = {
  readonly row: number;
  /** The number of columns when the cell is its row's total. */
  readonly column: number;
  readonly count: number;
};

type Road = { readonly from: number; readonly to: number; readonly bothWays: boolean };

/** The derivable ones among `hidden`. Totals of columns and of the whole are shown; totals of rows may be hidden. */
export function derivableCells(
  size: { readonly rows: number; readonly columns: number },
  hidden: readonly HiddenCell[],
): HiddenCell[] {
  const points = size.rows + size.columns + 1;
  const roads = hidden.map(({ row, column, count }): Road => {
    const end = size.rows + column;
    // A row's total stands on the other side of its row's sum: it grows where a cell would shrink.
    return column === size.columns
      ? { from: end, to: row, bothWays: true }
      : { from: row, to: end, bothWays: count > 1 };
  });
  const group = strongGroups(points, roads);
  const inside = roads
    .map((road, index) => ({ road, index }))
    .filter(({ road }) => group[road.from] === group[road.to]);
  const bridges = findBridges(points, inside);
  const free = new Set(
    inside.filter(({ road, index }) => !road.bothWays || !bridges.has(index)).map(({ index }) => index),
  );
  return hidden.filter((_, index) => !free.has(index));
}

/** The number of each point's group; the points of a group reach each other (Kosaraju's two walks). */
function strongGroups(points: number, roads: readonly Road[]): readonly number[] {
  const onward: number[][] = Array.from({ length: points }, () => []);
  const back: number[][] = Array.from({ length: points }, () => []);
  const lay = (from: number, to: number) => {
    onward[from]!.push(to);
    back[to]!.push(from);
  };
  for (const { from, to, bothWays } of roads) {
    lay(from, to);
    if (bothWays) lay(to, from);
  }
  const seen = new Set<number>();
  const finished: number[] = [];
  const walk = (point: number) => {
    if (seen.has(point)) return;
    seen.add(point);
    for (const next of onward[point]!) walk(next);
    finished.push(point);
  };
  for (let point = 0; point < points; point += 1) walk(point);

  const group: number[] = Array.from({ length: points }, () => -1);
  const gather = (point: number, number: number) => {
    if (group[point] !== -1) return;
    group[point] = number;
    for (const next of back[point]!) gather(next, number);
  };
  for (const point of finished.reverse()) gather(point, point);
  return group;
}

/** The roads, by index, without which their ends would lie apart, whichever way the roads go. */
function findBridges(
  points: number,
  roads: readonly { readonly road: Road; readonly index: number }[],
): ReadonlySet<number> {
  const ways: { readonly to: number; readonly index: number }[][] = Array.from({ length: points }, () => []);
  for (const { road, index } of roads) {
    ways[road.from]!.push({ to: road.to, index });
    ways[road.to]!.push({ to: road.from, index });
  }
  const bridges = new Set<number>();
  const reached = new Map<number, number>();
  /** The earliest point that can be reached again from here without the road one came by. */
  const explore = (point: number, cameBy: number | undefined): number => {
    const own = reached.size;
    reached.set(point, own);
    let earliest = own;
    for (const { to, index } of ways[point]!) {
      if (index === cameBy) continue;
      const before = reached.get(to);
      const beyond = before ?? explore(to, index);
      if (before === undefined && beyond > own) bridges.add(index);
      earliest = Math.min(earliest, beyond);
    }
    return earliest;
  };
  for (let point = 0; point < points; point += 1) if (!reached.has(point)) explore(point, undefined);
  return bridges;
}
