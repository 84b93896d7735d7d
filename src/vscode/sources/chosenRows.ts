/**
 * The rows that a command is about. VS Code gives the clicked row and the selection; a click outside
 * of the selection means that row alone. A key gives neither, and means the selection.
 */
export function chosenRows<Row>(
  clicked: unknown,
  selected: unknown,
  selection: readonly Row[],
  isRow: (value: unknown) => value is Row,
): readonly Row[] {
  if (!isRow(clicked)) return selection;
  const rows = Array.isArray(selected) ? selected.filter(isRow) : [];
  return rows.includes(clicked) ? rows : [clicked];
}
