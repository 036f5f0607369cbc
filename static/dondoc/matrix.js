// Đôn Đốc: in Bảng tổng hợp the arrows lead from cell to cell; by Tab alone one would pass thousands of them.
(() => {
  "use strict";
  const table = document.querySelector(".matrix");
  if (!table) return;
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  // The next link that way: empty cells, and rows that are but a title, are passed over.
  const next = (cell, [down, right]) => {
    let row = cell.parentElement.rowIndex + down, column = cell.cellIndex + right;
    const inside = () => table.rows[row] && column >= 0 && (down || column < table.rows[row].cells.length);
    for (; inside(); row += down, column += right) {
      const found = table.rows[row].cells[column], link = found && found.colSpan === 1 && found.querySelector("a");
      if (link) return link;
    }
    return null;
  };
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key], cell = event.target.closest("th, td");
    if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const link = next(cell, step);
    if (!link) return; // At the edge the arrow scrolls, as ever.
    event.preventDefault();
    link.focus();
  });
  // What is in sight by a few points only is not scrolled to by browsers. Nor by us under a mouse: the click would miss it.
  table.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();
