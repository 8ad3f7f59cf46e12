import type { FieldRefusal } from '../../domain/form/form-field.ts';
import type { Control, Root } from './find-controls.ts';
import { attributeOf, boxOf, isWithin, parentOf, rootOf, slotOf } from './own-members.ts';

/** A field that a person can hit with a pointer is at least so high and wide, in CSS pixels. */
const SMALLEST_PX = 8;
const FAINTEST = 0.5;

/** Why nothing may be written into this control; undefined where a person could do it themselves. */
export function whyNot(control: Control): FieldRefusal | undefined {
  if (leavesSite(control)) return 'leaves-site';
  if (control.matches(':disabled, [aria-disabled="true"]')) return 'disabled';
  if (control.matches('[readonly], [aria-readonly="true"]')) return 'read-only';
  return whyUnseen(control);
}

/** A form, or a button of it, that would send what it holds to anywhere but this very origin. */
function leavesSite(control: Control): boolean {
  const form = 'form' in control ? (control.form as Element | null) : control.closest('form');
  if (!form) return false;
  const root = control.getRootNode() as Root;
  const targets = [...root.querySelectorAll('[formaction]')].filter(
    (button) => (button as HTMLButtonElement).form === form,
  );
  const actions = [
    attributeOf(form, 'action'),
    ...targets.map((button) => attributeOf(button, 'formaction')),
  ];
  return actions.some((action) => action && originOf(action, control.baseURI) !== location.origin);
}

const originOf = (address: string, base: string) =>
  URL.canParse(address, base) ? new URL(address, base).origin : 'nowhere';

function whyUnseen(control: Control): FieldRefusal | undefined {
  let opacity = 1;
  for (let at: Element | null = control; at; at = drawnIn(at)) {
    const style = getComputedStyle(at);
    if (style.display === 'none' || style.contentVisibility === 'hidden') return 'hidden';
    opacity *= Number(style.opacity || 1);
    if (opacity < FAINTEST || /opacity\(/.test(style.filter)) return 'transparent';
  }
  if (/hidden|collapse/.test(getComputedStyle(control).visibility)) return 'hidden';
  const { width, height } = control.getBoundingClientRect();
  if (width < SMALLEST_PX || height < SMALLEST_PX) return 'too-small';
  return whyOutOfReach(control);
}

/** Up through slots and out of shadow roots, as things are drawn. */
const drawnIn = (element: Element): Element | null =>
  slotOf(element) ?? parentOf(element) ?? hostOf(rootOf(element));
const hostOf = (root: Node) => (root instanceof ShadowRoot ? root.host : null);

/** Five points of the field must show the field itself, when it was scrolled to. */
function whyOutOfReach(control: Control): FieldRefusal | undefined {
  if (!pointsOf(control).every(isInView))
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const points = pointsOf(control);
  if (!points.every(isInView)) return 'off-screen';
  const isShown = points.every((point) => isAt(control, point)) && !isUnderGlass(control);
  return isShown ? undefined : 'covered';
}

type Point = { x: number; y: number };

function pointsOf(control: Control): Point[] {
  const { left, top, width, height } = control.getBoundingClientRect();
  return [
    [0.5, 0.5],
    [0.2, 0.25],
    [0.8, 0.25],
    [0.2, 0.75],
    [0.8, 0.75],
  ].map(([across = 0, down = 0]) => ({ x: left + width * across, y: top + height * down }));
}

const isInView = ({ x, y }: Point) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

/** Is the control what is on top there, seen from its own root and from every root around it? */
function isAt(control: Control, { x, y }: Point): boolean {
  for (let at: Element | null = control; at; at = hostOf(at.getRootNode())) {
    const hit: Element | null = (at.getRootNode() as Root).elementFromPoint(x, y);
    if (!hit || !(at.contains(hit) || isWithinOwnLabel(at, hit))) return false;
  }
  return true;
}

/** A label that floats in its own field hides nothing from anybody. */
function isWithinOwnLabel(control: Element, hit: Element): boolean {
  const label = hit.closest('label');
  return label !== null && !label.contains(control) && label.control === control && isThin(label);
}
const isThin = (label: Element) => getComputedStyle(label).backgroundColor === 'rgba(0, 0, 0, 0)';

/** Something opaque lies over the field and lets the pointer through, so that no point can tell. */
function isUnderGlass(control: Control): boolean {
  const box = control.getBoundingClientRect();
  return [...document.querySelectorAll('*')].some((element) => {
    const style = getComputedStyle(element);
    if (style.pointerEvents !== 'none' || style.position === 'static') return false;
    if (isWithin(element, control) || isWithin(control, element)) return false;
    const over = boxOf(element);
    const isOver =
      over.left <= box.left &&
      over.top <= box.top &&
      over.right >= box.right &&
      over.bottom >= box.bottom;
    return isOver && isOpaque(style);
  });
}

const isOpaque = ({
  backgroundColor,
  backgroundImage,
  visibility,
  opacity,
  display,
}: CSSStyleDeclaration) =>
  display !== 'none' &&
  visibility === 'visible' &&
  Number(opacity) > 0.1 &&
  (backgroundImage !== 'none' || !/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor));
