// One plot of lines as SVG: no fonts, no scripts, light and dark by the reader's own setting.

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 130;
const TOP = 72;
const BOTTOM = 52;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #3b4252 }
  .title { font-size: 16px; font-weight: 600; fill: #1b2028 }
  .grid { stroke: #d8dde6 }
  .line { fill: none; stroke-width: 2 }
  .l0 { stroke: #0b5fff; stroke-width: 3 } .d0 { fill: #0b5fff }
  .l1 { stroke: #6b7480; stroke-dasharray: 7 4 } .d1 { fill: #6b7480 }
  .l2 { stroke: #a3552b; stroke-dasharray: 2 3 } .d2 { fill: #a3552b }
  .ground { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #b8c0cc } .title { fill: #eef1f5 } .grid { stroke: #333b47 } .ground { fill: #14181f }
    .l0 { stroke: #7aa7ff } .d0 { fill: #7aa7ff } .l1 { stroke: #9aa4b2 } .d1 { fill: #9aa4b2 } .l2 { stroke: #e0905f } .d2 { fill: #e0905f }
  }`;

/** A step of 1, 2 or 5 times a power of ten, of which about five make the whole. */
function stepOf(whole) {
  const power = 10 ** Math.floor(Math.log10(whole / 5));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => whole / step <= 6);
}

const round = (number) => Math.round(number * 10) / 10;
const words = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 1 });

/** Labels at the ends of the lines, moved apart where they would cover each other. */
function apart(heights) {
  const order = heights.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  for (let k = 1; k < order.length; k++) order[k].y = Math.max(order[k].y, order[k - 1].y + 17);
  return order.sort((a, b) => a.i - b.i).map(({ y }) => y);
}

/**
 * @param {{title: string, x: string, y: string, series: {name: string, points: [number, number][]}[]}} plot
 *   at most three series, of which the first stands out
 */
export function plot({ title, x, y, series }) {
  const points = series.flatMap((line) => line.points);
  const xMost = Math.max(...points.map(([at]) => at));
  const yStep = stepOf(Math.max(...points.map(([, value]) => value)) * 1.05);
  const yMost = Math.ceil((Math.max(...points.map(([, value]) => value)) * 1.02) / yStep) * yStep;
  const xAt = (at) => round(LEFT + (at / xMost) * (WIDTH - LEFT - RIGHT));
  const yAt = (value) => round(HEIGHT - BOTTOM - (value / yMost) * (HEIGHT - TOP - BOTTOM));
  const parts = [`<text class="title" x="16" y="26">${title}</text>`, `<text x="16" y="${TOP - 22}">${y}</text>`];
  for (let value = 0; value <= yMost + yStep / 2; value += yStep) {
    parts.push(`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${yAt(value)}" y2="${yAt(value)}"/>`);
    parts.push(`<text x="${LEFT - 10}" y="${yAt(value) + 4}" text-anchor="end">${words(value)}</text>`);
  }
  const xStep = stepOf(xMost);
  for (let at = 0; at <= xMost; at += xStep) {
    parts.push(`<text x="${xAt(at)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${words(at)}</text>`);
  }
  parts.push(`<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${x}</text>`);
  const labels = apart(series.map((line) => yAt(line.points.at(-1)[1])));
  for (const [i, line] of series.entries()) {
    parts.push(`<polyline class="line l${i}" points="${line.points.map(([at, value]) => `${xAt(at)},${yAt(value)}`).join(" ")}"/>`);
    for (const [at, value] of line.points) parts.push(`<circle class="d${i}" r="${i ? 3 : 4}" cx="${xAt(at)}" cy="${yAt(value)}"/>`);
    parts.push(`<text x="${WIDTH - RIGHT + 12}" y="${labels[i] + 4}">${line.name} ${words(line.points.at(-1)[1])}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>
${parts.join("\n")}
</svg>
`;
}
