// Where names stand on a map, so that none covers another or a sign.
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]/;
const EM = 16;
const HIGH = 20;

function widthOf(text) {
  let width = 0;
  for (const sign of text) width += WIDE.test(sign) ? EM : EM * 0.58;
  return width + 4;
}

const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** anchor: which end of the name stands fast, should it be narrower than was thought. */
function box(left, top, width, anchor) {
  return { left, top, right: left + width, bottom: top + HIGH, anchor };
}

const heldAt = { start: ({ left }) => left + 2, middle: ({ left, right }) => (left + right) / 2, end: ({ right }) => right - 2 };

const STEPS = [0, 1, -1, 2, -2, 3, -3]; // lines up and down that a name without a sign may move

/** Right of the sign, left of it, under it, above it; where there is no sign, in the middle or a little off it. */
function boxesOf({ x, y, radius, text }) {
  const width = widthOf(text);
  if (radius === 0) return STEPS.map((step) => box(x - width / 2, y - HIGH / 2 + step * HIGH, width, "middle"));
  return [
    box(x + radius + 3, y - HIGH / 2, width, "start"),
    box(x - radius - 3 - width, y - HIGH / 2, width, "end"),
    box(x - width / 2, y + radius + 1, width, "middle"),
    box(x - width / 2, y - radius - 1 - HIGH, width, "middle"),
  ];
}

/**
 * Names by key: {x, y, text-anchor} as SVG wants them, on the base line. The first have the first choice; a name that has no room is left out.
 * wanted: {key, x, y, radius of the sign, text}; frame: {width, height} they stay in; kept: boxes where none may stand.
 */
export function placeLabels(wanted, frame, kept) {
  const signs = wanted.filter((one) => one.radius > 0).map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const taken = [...kept, ...signs];
  const placed = new Map();
  for (const one of wanted) {
    const free = boxesOf(one).find((found) => found.left >= 0 && found.top >= 0 && found.right <= frame.width && found.bottom <= frame.height && !taken.some((other) => meet(found, other)));
    if (free) {
      taken.push(free);
      placed.set(one.key, { x: heldAt[free.anchor](free), y: free.bottom - 5, "text-anchor": free.anchor });
    }
  }
  return placed;
}
