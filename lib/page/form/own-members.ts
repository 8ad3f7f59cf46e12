/**
 * A form answers to the names of its fields before its own: `<input name="contains">` stands for `form.contains`, in an
 * isolated world too (measured in Chromium 156). So whatever may be asked of a form is taken from where no page reaches.
 */
const getterOf = (prototype: object, name: string): (() => unknown) =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get ?? (() => null);

const parentGetter = getterOf(Node.prototype, 'parentElement');
const shadowGetter = getterOf(Element.prototype, 'shadowRoot');
const slotGetter = getterOf(Element.prototype, 'assignedSlot');

export const slotOf = (element: Element) => slotGetter.call(element) as Element | null;
export const parentOf = (element: Element) => parentGetter.call(element) as Element | null;
export const shadowRootOf = (element: Element) => shadowGetter.call(element) as ShadowRoot | null;
export const isWithin = (outer: Node, inner: Node): boolean =>
  Node.prototype.contains.call(outer, inner);
export const isMatch = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
export const allWithin = (element: Element, selector: string): Element[] => [
  ...Element.prototype.querySelectorAll.call(element, selector),
];
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name);
export const boxOf = (element: Element): DOMRect =>
  Element.prototype.getBoundingClientRect.call(element);
export const rootOf = (element: Element) =>
  Node.prototype.getRootNode.call(element) as Document | ShadowRoot;
