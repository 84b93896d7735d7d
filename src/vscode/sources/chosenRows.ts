/** What a key passes in place of a row, as package.json says: the selection of its view is meant. */
export const theSelection = 'selection';

/**
 * The rows that a command is about. VS Code gives the clicked row and the selection; a click outside
 * of the selection means that row alone, and a key means the selection. Anything else means nothing:
 * a caller that has lost its row must not act on what happens to be selected.
 */
export function chosenRows<Row>(
  clicked: unknown,
  selected: unknown,
  selection: readonly Row[],
  isRow: (value: unknown) => value is Row,
): readonly Row[] {
  if (clicked === theSelection) return selection;
  if (!isRow(clicked)) return [];
  const rows = Array.isArray(selected) ? selected.filter(isRow) : [];
  return rows.includes(clicked) ? rows : [clicked];
}
