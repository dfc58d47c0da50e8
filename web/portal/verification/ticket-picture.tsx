import { useEffect, useRef } from 'preact/hooks';
import { pictureHeight, paint } from './paint-tickets.ts';
import type { StratumPicture } from './messages.ts';

const percent = (fraction: number): string =>
  fraction < 0.0001 ? '不到 0.01 %' : `${(fraction * 100).toFixed(fraction < 0.01 ? 2 : 1)} %`;

/** The same in words, for readers who cannot see the plot. */
function inWords({ stratum, quota, tickets, threshold, own }: Props): string {
  const size = tickets.length;
  const line = threshold === undefined ? '没有抽取' : `抽中线在全部范围的 ${percent(threshold)} 处`;
  const yours =
    own === undefined || threshold === undefined
      ? ''
      : `；您在 ${percent(own)} 处，${own <= threshold ? '在抽中线左边' : '在抽中线右边'}`;
  return `${stratum} 类：${size} 户中抽取抽签号最小的 ${Math.min(quota, size)} 户，${line}${yours}`;
}

type Props = StratumPicture & { readonly own?: number };

export function TicketPicture(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const repaint = () => paint(element, props);
    const observer = new ResizeObserver(repaint);
    observer.observe(element);
    return () => observer.disconnect();
  }, [props.tickets, props.threshold, props.own]);
  const words = inWords(props);
  return (
    <figure>
      <figcaption>{words}</figcaption>
      <canvas ref={canvas} role="img" aria-label={words} height={pictureHeight} />
    </figure>
  );
}
