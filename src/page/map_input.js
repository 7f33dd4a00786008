// Mouse, touch and keys of a map, as movements of it.

/**
 * @typedef {object} Moves
 * @property {(dx: number, dy: number) => void} pan          by pixels
 * @property {(x: number, y: number, factor: number) => void} zoom  round a place of the screen
 * @property {(factor: number) => void} step                 zooms round the middle, smoothly
 * @property {(x: number, y: number) => void} tap
 * @property {(x: number, y: number) => void} hover          NaN: the mouse has left
 * @property {() => void} all                                shows the whole map
 * @property {(by: number) => void} walk                     to the next neighbour, or back
 * @property {() => void} leave                              nothing is chosen
 */
/** @typedef {{x: number, y: number}} Spot */

const TAP_PIXELS = 5;
// Pixels, lines, pages.
const WHEEL_UNIT = [1, 18, 400];

/**
 * Listens on `host`.
 * @param {HTMLElement} host
 * @param {Moves} moves
 */
export function listenForMoves(host, moves) {
  listenForPointers(host, moves);
  host.addEventListener('wheel', event => {
    if (!ofMap(host, event)) return;
    event.preventDefault();
    const by = event.deltaY * WHEEL_UNIT[event.deltaMode] * (event.ctrlKey ? 0.01 : 0.002);
    const {x, y} = spotOf(host, event);
    moves.zoom(x, y, Math.exp(-Math.max(-0.7, Math.min(0.7, by))));
  }, {passive: false});
  host.addEventListener('dblclick', event => {
    const {x, y} = spotOf(host, event);
    if (ofMap(host, event)) moves.zoom(x, y, event.shiftKey ? 0.5 : 2);
  });
  host.addEventListener('keydown', event => {
    if (event.target !== host || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moveByKey(event.key, host, moves)) event.preventDefault();
  });
}

/** Whether an event is of the map, not of a button that lies on it.
 * @param {HTMLElement} host @param {Event} event */
function ofMap(host, event) {
  return event.target === host || event.target instanceof HTMLCanvasElement;
}

/** @param {HTMLElement} host @param {MouseEvent} event @returns {Spot} */
function spotOf(host, event) {
  const box = host.getBoundingClientRect();
  return {x: event.clientX - box.left, y: event.clientY - box.top};
}

/** @param {string} key @param {HTMLElement} host @param {Moves} moves */
function moveByKey(key, host, moves) {
  const far = 0.15 * Math.min(host.clientWidth, host.clientHeight);
  switch (key) {
    case 'ArrowLeft': moves.pan(far, 0); break;
    case 'ArrowRight': moves.pan(-far, 0); break;
    case 'ArrowUp': moves.pan(0, far); break;
    case 'ArrowDown': moves.pan(0, -far); break;
    case '+': case '=': moves.step(1.6); break;
    case '-': case '_': moves.step(1 / 1.6); break;
    case '0': moves.all(); break;
    case 'n': moves.walk(1); break;
    case 'p': moves.walk(-1); break;
    case 'Escape': moves.leave(); break;
    default: return false;
  }
  return true;
}

/** @param {HTMLElement} host @param {Moves} moves */
function listenForPointers(host, moves) {
  /** @type {Map<number, Spot>} */
  const down = new Map();
  let moved = 0;
  /** @param {`pointer${'down' | 'move' | 'up' | 'cancel' | 'leave'}`} type
   * @param {(event: PointerEvent) => void} call */
  const listen = (type, call) => host.addEventListener(type, call);
  listen('pointerdown', event => {
    if (!ofMap(host, event) || event.button !== 0) return;
    host.focus({preventScroll: true});
    host.setPointerCapture(event.pointerId);
    if (down.size === 0) moved = 0;
    down.set(event.pointerId, spotOf(host, event));
  });
  listen('pointermove', event => {
    const spot = spotOf(host, event), last = down.get(event.pointerId);
    if (!last) {
      if (event.pointerType === 'mouse' && ofMap(host, event)) moves.hover(spot.x, spot.y);
      return;
    }
    const other = [...down].find(([id]) => id !== event.pointerId);
    moved += Math.hypot(spot.x - last.x, spot.y - last.y);
    if (moved > TAP_PIXELS) other ? pinch(last, spot, other[1], moves) : drag(last, spot, moves);
    down.set(event.pointerId, spot);
  });
  listen('pointerup', event => {
    const spot = down.get(event.pointerId);
    if (spot && down.size === 1 && moved <= TAP_PIXELS) moves.tap(spot.x, spot.y);
    down.delete(event.pointerId);
    // A finger that is left goes on dragging: it does not tap.
    if (down.size > 0) moved = Infinity;
  });
  listen('pointercancel', event => void down.delete(event.pointerId));
  listen('pointerleave', () => moves.hover(NaN, NaN));
}

/** @param {Spot} from @param {Spot} to @param {Moves} moves */
function drag(from, to, moves) {
  moves.pan(to.x - from.x, to.y - from.y);
}

/** One finger moves while another, at `still`, does not.
 * @param {Spot} from @param {Spot} to @param {Spot} still @param {Moves} moves */
function pinch(from, to, still, moves) {
  const before = Math.hypot(from.x - still.x, from.y - still.y);
  const after = Math.hypot(to.x - still.x, to.y - still.y);
  moves.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
  if (before < 1 || after < 1) return;
  moves.zoom((to.x + still.x) / 2, (to.y + still.y) / 2, after / before);
}
