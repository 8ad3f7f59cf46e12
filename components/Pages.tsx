import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.Pages', {
  previous: 'Previous',
  next: 'Next',
  shown: params('{from} to {to} of {all}'),
});

/** Which of many are shown, and the way to the others. */
export function Pages(props: {
  from: number;
  shown: number;
  all: number;
  perPage: number;
  turnTo: (page: number) => void;
}) {
  const t = words.get();
  const { from, shown, all, perPage, turnTo } = props;
  const page = from / perPage;
  const [isFirst, isLast] = [from === 0, from + shown >= all];
  return (
    <div class="buttons">
      <button type="button" aria-disabled={isFirst} onClick={() => isFirst || turnTo(page - 1)}>
        {t.previous}
      </button>
      <button type="button" aria-disabled={isLast} onClick={() => isLast || turnTo(page + 1)}>
        {t.next}
      </button>
      <span class="message is-hint" role="status">
        {t.shown({ from: from + 1, to: from + shown, all })}
      </span>
    </div>
  );
}
