import { useEffect, useReducer, useState } from 'preact/hooks';
import { openRowBook, type RowBook } from '../lib/ui/coverage-rows.ts';

/** So long nothing must be typed before it is looked for. */
const TYPED_MS = 200;

/**
 * The rows of a run that pass a filter. Those of the filter before stay until the new ones are known.
 *
 * Takes   run  which one, and how many rows it has
 */
export function useRowBook(
  run: { id: string; total: number },
  filter: Parameters<typeof openRowBook>[1],
): RowBook | undefined {
  const [, redraw] = useReducer((turn: number, _why: undefined) => turn + 1, 0);
  const [book, setBook] = useState<RowBook>();
  const { verdict, field, search = '' } = filter;
  useEffect(() => {
    let opened: RowBook | undefined;
    const open = () => {
      const next = openRowBook(run, filter, () => {
        setBook(next);
        redraw(undefined);
      });
      opened = next;
      if (next.count() !== undefined) setBook(next);
    };
    const timer = setTimeout(open, search === '' ? 0 : TYPED_MS);
    return () => {
      clearTimeout(timer);
      opened?.close();
    };
  }, [run.id, verdict, field, search]);
  return book;
}
