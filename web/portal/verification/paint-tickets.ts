import type { StratumPicture } from './messages.ts';

export const pictureHeight = 168;

/** Blue and vermilion of Okabe and Ito, distinguishable with any colour vision; the shapes differ as well. */
const colours = { drawn: '#0072b2', other: '#767676', own: '#b34700', line: '#1a1a1a', faint: '#d0d0d0' };
const margin = 10;
const bandHeight = 44;

/** Plots the tickets of a stratum: once over the whole range, and again around the threshold. */
export function paint(canvas: HTMLCanvasElement, picture: StratumPicture & { readonly own?: number }): void {
  const width = canvas.clientWidth;
  const density = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(pictureHeight * density);
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  context.scale(density, density);
  context.font = '13px system-ui, sans-serif';
  context.textBaseline = 'top';
  band(context, picture, { top: 18, width, until: 1, title: '全部' });
  const { threshold = 1 } = picture;
  const until = Math.min(1, Math.max(threshold * 2, 1e-9));
  band(context, picture, { top: 102, width, until, title: `抽中线附近（放大 ${Math.round(1 / until)} 倍）` });
}

interface Band {
  readonly top: number;
  readonly width: number;
  /** The largest ticket shown. */
  readonly until: number;
  readonly title: string;
}

function band(
  context: CanvasRenderingContext2D,
  { tickets, threshold, own }: StratumPicture & { readonly own?: number },
  { top, width, until, title }: Band,
): void {
  const at = (ticket: number): number => margin + (ticket / until) * (width - 2 * margin);
  context.fillStyle = colours.line;
  // At the right, because the threshold and the drawn tickets are at the left.
  context.textAlign = 'right';
  context.fillText(title, width - margin, top - 17);
  context.strokeStyle = colours.faint;
  context.strokeRect(margin, top, width - 2 * margin, bandHeight);

  const shown = tickets.filter((ticket) => ticket <= until);
  const crowded = shown.length > 2000;
  for (const [index, ticket] of shown.entries()) {
    // A height that depends on the position alone, spread evenly: it has no meaning and keeps dots apart.
    const y = top + 5 + ((index * 0.618034) % 1) * (bandHeight - 10);
    if (threshold !== undefined && ticket <= threshold) diamond(context, at(ticket), y, crowded ? 2.5 : 4);
    else if (crowded) speck(context, at(ticket), y);
    else dot(context, at(ticket), y, 2.5);
  }
  if (threshold !== undefined) line(context, at(threshold), top);
  if (own !== undefined && own <= until)
    mark(context, at(own), top, width - margin - context.measureText(title).width - 12);
}

function diamond(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  context.fillStyle = colours.drawn;
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.fill();
}

/** Tens of thousands of circles would freeze the page for a moment; squares are fast. */
function speck(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.fillStyle = colours.other;
  context.fillRect(x - 0.75, y - 0.75, 1.5, 1.5);
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.strokeStyle = colours.other;
  context.lineWidth = 1;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function line(context: CanvasRenderingContext2D, x: number, top: number): void {
  context.strokeStyle = colours.line;
  context.lineWidth = 2;
  context.setLineDash([5, 3]);
  context.beginPath();
  context.moveTo(x, top - 3);
  context.lineTo(x, top + bandHeight + 3);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = colours.line;
  context.textAlign = x < 60 ? 'left' : 'center';
  context.fillText('抽中线', x < 60 ? Math.max(x - 4, margin) : x, top + bandHeight + 5);
}

/** `until`: how far to the right there is room for a word. */
function mark(context: CanvasRenderingContext2D, x: number, top: number, until: number): void {
  context.fillStyle = colours.own;
  context.beginPath();
  context.moveTo(x, top + 12);
  context.lineTo(x - 8, top - 2);
  context.lineTo(x + 8, top - 2);
  context.fill();
  context.textAlign = 'center';
  context.fillText('您', Math.min(Math.max(x, margin + 6), until), top - 17);
}
