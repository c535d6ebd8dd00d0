// Where a place on earth is drawn: degrees onto a plane as wide as the world is round, the plane onto the page.
const RADIANS = Math.PI / 180;
const ROUND_KILOMETRES = 40_030;
const MOST_LATITUDE = 85; // Web Mercator ends a little beyond
const MOST_TILE_ZOOM = 18;
const TILE_PIXELS = 256;
const NUMBER = /^[+-]?\d{1,3}(\.\d{1,12})?$/;

/** Equirectangular: lengths are true at that latitude. */
export function plain(latitude) {
  const shrink = Math.cos(latitude * RADIANS);
  return ([lon, lat]) => [(lon * shrink) / 360, -lat / 360];
}

/** Web Mercator (EPSG:3857), as tiles are cut: the world is the square from 0 to 1. */
export function mercator([lon, lat]) {
  const bounded = Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat));
  return [(lon + 180) / 360, (1 - Math.asinh(Math.tan(bounded * RADIANS)) / Math.PI) / 2];
}

/** [longitude, latitude] of facts of the register; null: there are none; undefined: they cannot be right. */
export function placeOf({ lat, lon } = {}) {
  if (!lat?.trim() && !lon?.trim()) return null;
  if (!NUMBER.test(lat?.trim() ?? "") || !NUMBER.test(lon?.trim() ?? "")) return undefined;
  const place = [Number(lon), Number(lat)];
  return Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 90 ? place : undefined;
}

/** The smallest frame around points, [x, y] each; null without any. */
export function frameOf(points) {
  if (points.length === 0) return null;
  const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    frame.left = Math.min(frame.left, x);
    frame.right = Math.max(frame.right, x);
    frame.top = Math.min(frame.top, y);
    frame.bottom = Math.max(frame.bottom, y);
  }
  return frame;
}

/** The frame with a margin, a part of its longer side, and never smaller than so many degrees. */
export function widened(frame, part, degrees) {
  const margin = Math.max(frame.right - frame.left, frame.bottom - frame.top) * part;
  const wide = Math.max(0, degrees / 360 - (frame.right - frame.left)) / 2 + margin;
  const high = Math.max(0, degrees / 360 - (frame.bottom - frame.top)) / 2 + margin;
  return { left: frame.left - wide, right: frame.right + wide, top: frame.top - high, bottom: frame.bottom + high };
}

export function within(frame, [x, y]) {
  return x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
}

/** The tiles that cover a view; scale: pixels of the whole world; x, y: the view's middle on the plane. */
export function tilesOf({ x, y, scale, width, height }) {
  const zoom = Math.max(0, Math.min(MOST_TILE_ZOOM, Math.round(Math.log2(scale / TILE_PIXELS))));
  const count = 2 ** zoom;
  const size = scale / count;
  const inWorld = (tile) => Math.max(0, Math.min(count - 1, Math.floor(tile)));
  const tiles = [];
  for (let row = inWorld((y * scale - height / 2) / size); row <= inWorld((y * scale + height / 2) / size); row++) {
    for (let column = inWorld((x * scale - width / 2) / size); column <= inWorld((x * scale + width / 2) / size); column++) {
      tiles.push({ zoom, column, row, size, left: width / 2 + column * size - x * scale, top: height / 2 + row * size - y * scale });
    }
  }
  return tiles;
}

/** Straight over the ground. */
export function kilometres([lon1, lat1], [lon2, lat2]) {
  const half = (from, to) => Math.sin(((to - from) * RADIANS) / 2) ** 2;
  const chord = half(lat1, lat2) + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * half(lon1, lon2);
  return (ROUND_KILOMETRES / Math.PI) * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** A round length and how many pixels it takes; none is longer than so many pixels. */
export function ruler(scale, shrink, most) {
  const each = (ROUND_KILOMETRES * shrink) / scale;
  const power = 10 ** Math.floor(Math.log10(most * each));
  const length = [5, 2, 1].map((times) => times * power).find((found) => found <= most * each);
  return { kilometres: Number(length.toPrecision(1)), pixels: length / each };
}
