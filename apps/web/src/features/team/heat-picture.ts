import { piecesOf } from '../../shared/appraisal/in-lines.js';

const scale = 2;

/** The table as a picture: each cell where the page has it, in the page's colours. */
export function drawHeatTable(table: HTMLTableElement): Promise<Blob | null> {
  const whole = table.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(whole.width * scale);
  canvas.height = Math.ceil(whole.height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.scale(scale, scale);
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface');
  pen.fillRect(0, 0, whole.width, whole.height);
  for (const cell of table.querySelectorAll<HTMLTableCellElement>('th, td')) {
    const place = cell.getBoundingClientRect();
    drawCell(pen, cell, place.left - whole.left, place.top - whole.top);
  }
  return new Promise((resolve) => canvas.toBlob(resolve));
}

function drawCell(pen: CanvasRenderingContext2D, cell: HTMLTableCellElement, left: number, top: number): void {
  const style = getComputedStyle(cell);
  const { width, height } = cell.getBoundingClientRect();
  const padding = Number.parseFloat(style.paddingLeft);
  const lineHeight = Number.parseFloat(style.fontSize) * 1.3;
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(left, top, width, height);
  pen.fillStyle = style.color;
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.textBaseline = 'top';
  const lines = wrapped(pen, textOf(cell), width - 2 * padding);
  const first = top + (height - lines.length * lineHeight) / 2;
  for (const [index, line] of lines.entries()) pen.fillText(line, left + padding, first + index * lineHeight);
}

const textOf = (cell: HTMLTableCellElement): string =>
  [...cell.childNodes].map(({ textContent }) => textContent).join(' ');

function wrapped(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of piecesOf(text)) {
    if (line !== '' && pen.measureText((line + word).trimEnd()).width > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
