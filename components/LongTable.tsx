import { type ComponentChildren, Fragment } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

const words = messages('components.LongTable', {
  scrollable: params('{label}, scrollable'),
});

/**
 * A table of any length of which only the window is drawn. The arrow keys, Page, Home and End scroll it; assistive
 * technology is told how long it is and at which row it stands.
 *
 * Takes   keyOf    what a row is known by, whatever its place
 *         cells    its cells; undefined while they are fetched
 */
export function LongTable(props: {
  label: string;
  heads: readonly string[];
  count: number;
  /** A guess at the height of a row, before one is drawn. */
  rowPx: number;
  keyOf: (index: number) => number;
  cells: (index: number) => readonly ComponentChildren[] | undefined;
}) {
  const { label, heads, count, rowPx, keyOf, cells } = props;
  const scroller = useRef<HTMLElement>(null);
  const [kept, setKept] = useState<number>();
  const { drawn, heightPx } = useVirtualRows({
    count,
    scroller,
    guessPx: rowPx,
    kept,
    list: keyOf,
  });
  let next = 0;
  return (
    <section
      class="rows-window"
      aria-label={words.get().scrollable({ label })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: by it the keyboard can scroll.
      tabIndex={0}
      ref={scroller}
    >
      <table class={`rows has-${heads.length}`} aria-label={label} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.map((index) => {
            const above = index - next;
            next = index + 1;
            return (
              <Fragment key={keyOf(index)}>
                {above > 0 && <Room heightPx={above * heightPx} />}
                <tr
                  aria-rowindex={index + 2}
                  data-index={index}
                  style={{ height: `${heightPx}px` }}
                  onFocusIn={() => setKept(index)}
                  onFocusOut={() => setKept(undefined)}
                >
                  {(cells(index) ?? ['…', ...heads.slice(1).map(() => '')]).map((cell, at) => (
                    <td key={heads[at]}>{cell}</td>
                  ))}
                </tr>
              </Fragment>
            );
          })}
          {count > next && <Room key="below" heightPx={(count - next) * heightPx} />}
        </tbody>
      </table>
    </section>
  );
}

/** The room that rows take which are not drawn. */
const Room = ({ heightPx }: { heightPx: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
  <tr aria-hidden="true" class="room">
    <td style={{ height: `${heightPx}px` }} />
  </tr>
);
