import { useState } from 'preact/hooks';
import { writeCalendar } from '../lib/domain/calendar.ts';
import { describeLeft, describeSource } from '../lib/domain/catalogue/connector-words.ts';
import { type SecretDate as Kept, WARNING_DAYS } from '../lib/domain/connector-health.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayDay } from '../lib/language/say.ts';
import { forgetSecretDate, keepSecretDate } from '../lib/ui/connector-commands.ts';
import { TextField } from './fields.tsx';

const words = messages('components.SecretDate', {
  title: 'Secret expiry',
  ends: params('Ends on {day} ({left}), {source}.'),
  expiresOn: 'Secret expires on',
  hint: 'Entra shows it under App registrations → Certificates & secrets.',
  keep: 'Keep date',
  kept: 'Kept. You are warned 30, 14 and 3 days before.',
  noDay: 'Enter a day, such as 2027-01-31.',
  addToCalendar: 'Add to calendar',
  forget: 'Forget date',
  event: params('Client secret of the Mapsimise connector {name} ends'),
  eventText: params(
    'Open Mapsimise Connect → Connectors → {name} → Rotate secret before this day.',
  ),
});

/** Until when a connector's secret is valid: as known, or as the person enters it; and a file for their calendar. */
export function SecretDate({ connector, date }: { connector: Connector; date: Kept | undefined }) {
  const t = words.get();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<'kept' | 'noDay'>();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));
  const keep = async () => {
    if (!isDay) return setSaid('noDay');
    await keepSecretDate(connector.id, typed);
    setSaid('kept');
    setTyped('');
  };
  return (
    <details>
      <summary>{t.title}</summary>
      <div class="fields">
        {date && (
          <p>
            {t.ends({
              day: sayDay(date.expiresAtMs, { timeZone: 'UTC' }),
              left: describeLeft(date, Date.now()),
              source: describeSource(date),
            })}
          </p>
        )}
        <TextField
          label={t.expiresOn}
          type="date"
          value={typed}
          onType={setTyped}
          onEnter={() => void keep()}
          messages={[{ kind: 'hint', text: t.hint }]}
        />
        <div class="buttons">
          <button type="button" onClick={() => void keep()}>
            {t.keep}
          </button>
          {date && (
            <>
              <a href={calendarOf(date)} download={`${fileNameOf(date.name)}.ics`}>
                {t.addToCalendar}
              </a>
              <button
                type="button"
                class="quiet-text"
                onClick={() => void forgetSecretDate(connector.id)}
              >
                {t.forget}
              </button>
            </>
          )}
        </div>
        <p role="status" class="saved">
          {said && t[said]}
        </p>
      </div>
    </details>
  );
}

/** A link, not a download of ours: it needs no permission. The file names the connector and the day, no secret. */
function calendarOf({ connectorId, name, expiresAtMs }: Kept): string {
  const t = words.get();
  const file = writeCalendar({
    uid: `${connectorId}-${expiresAtMs}@mapsimise-connect`,
    stampMs: Date.now(),
    dayMs: expiresAtMs,
    summary: t.event({ name }),
    description: t.eventText({ name }),
    remindDaysBefore: WARNING_DAYS.filter((days) => days > 0),
  });
  return `data:text/calendar;charset=utf-8,${encodeURIComponent(file)}`;
}

const fileNameOf = (name: string) => name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'secret';
