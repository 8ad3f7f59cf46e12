import { useEffect, useRef, useState } from 'preact/hooks';
import {
  describeMappingRemark,
  describeVerdict,
  ticketColumn,
} from '../lib/domain/catalogue/mapping-words.ts';
import {
  EMAIL_2,
  isAlike,
  isEmailAddress,
  type Mapping,
  type MappingResult,
} from '../lib/domain/mapping.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { findMyMapping, suggestEmail } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { TextField } from './fields.tsx';
import { MappingTable } from './MappingTable.tsx';
import { SaveEmail } from './SaveEmail.tsx';
import { Ticket } from './Ticket.tsx';

const words = messages('components.MyMapping', {
  email: 'Mapsimise email',
  emailHint: 'The address with which you sign in to Mapsimise.',
  noEmail: 'Enter the address with which you sign in to Mapsimise.',
  check: 'Check',
  looking: 'Looking…',
  earlier: params('What follows is about {email}. Press Check to see what holds for this address.'),
  verdict: 'Verdict',
  todo: 'What to do:',
  saved: 'Saved to Email 2, and read back.',
  source: params('As reported by the page, for {person} and {email}.'),
  remarks: 'Remarks',
});

/** Does Mapsimise map me to my CRM user, and through which field? From the page's own session. */
export function MyMapping() {
  const t = words.get();
  const mapping = useStore((state) => state.mapping);
  const kept = useStore((state) => state.mapsimiseEmail);
  const [typed, setTyped] = useState<string>();
  const [isPressed, setIsPressed] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(suggestEmail, []);
  const email = typed ?? kept ?? '';
  const isWrong = isPressed && !isEmailAddress(email);
  const check = () => {
    setIsPressed(true);
    if (isEmailAddress(email)) findMyMapping(email);
    else box.current?.focus();
  };
  return (
    <div class="set-up">
      <TextField
        label={t.email}
        box={box}
        value={email}
        placeholder="you@contoso.com"
        onType={setTyped}
        onEnter={check}
        messages={[
          isWrong ? { kind: 'error', text: t.noEmail } : { kind: 'hint', text: t.emailHint },
        ]}
      />
      <div class="buttons">
        <button type="button" class={mapping ? '' : 'primary'} onClick={check}>
          {t.check}
        </button>
        {mapping?.state === 'looking' && <span>{t.looking}</span>}
      </div>
      {mapping?.state === 'failed' && <FailureNotice failure={mapping.failure} />}
      {mapping?.state === 'done' && (
        <>
          {!isAlike(email, mapping.email) && (
            <p class="message is-advice">{t.earlier({ email: mapping.email })}</p>
          )}
          <Result mapping={mapping} />
        </>
      )}
    </div>
  );
}

function Result({ mapping }: { mapping: Extract<Mapping, { state: 'done' }> }) {
  const t = words.get();
  const { headline, means, next } = describeVerdict(mapping.verdict);
  const isGood = ['by-username', 'configured'].includes(mapping.verdict.verdict);
  const column = ticketColumn(mapping, EMAIL_2);
  return (
    <>
      <section class={`verdict card ${isGood ? 'is-good' : 'is-open'}`} aria-label={t.verdict}>
        <div role="status">
          <h2 data-landing>{headline}</h2>
          <p>{means}</p>
        </div>
        <p>
          <strong>{t.todo}</strong> {next}
        </p>
        {mapping.verdict.verdict === 'not-found' && <SaveEmail mapping={mapping} />}
        {mapping.saved?.state === 'saved' && (
          <p role="status" class="saved">
            {t.saved}
          </p>
        )}
        {column && <Ticket column={column} />}
      </section>
      <Remarks mapping={mapping} />
      <MappingTable rows={mapping.rows} />
      <p class="source">{t.source({ person: mapping.person.fullName, email: mapping.email })}</p>
    </>
  );
}

function Remarks({ mapping }: { mapping: MappingResult }) {
  if (mapping.remarks.length === 0) return null;
  return (
    <ul class="remarks" aria-label={words.get().remarks}>
      {mapping.remarks.map((remark) => (
        <li key={JSON.stringify(remark)}>{describeMappingRemark(remark)}</li>
      ))}
    </ul>
  );
}
