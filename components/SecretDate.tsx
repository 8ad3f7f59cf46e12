import { useState } from 'preact/hooks';
import { writeCalendar } from '../lib/domain/calendar.ts';
import { describeLeft, describeSource } from '../lib/domain/catalogue/connector-words.ts';
import { type SecretDate as Kept, WARNING_DAYS } from '../lib/domain/connector-health.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { forgetSecretDate, keepSecretDate } from '../lib/ui/connector-commands.ts';
import { TextField } from './fields.tsx';

/** Until when a connector's secret is valid: as known, or as the person enters it; and a file for their calendar. */
export function SecretDate({ connector, date }: { connector: Connector; date: Kept | undefined }) {
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));
  const keep = async () => {
    if (!isDay) return setSaid('Enter a day, such as 2027-01-31.');
    await keepSecretDate(connector.id, typed);
    setSaid('Kept. You are warned 30, 14 and 3 days before.');
    setTyped('');
  };
  return (
    <details>
      <summary>Secret expiry</summary>
      <div class="fields">
        {date && (
          <p>
            Ends on {sayDay(date.expiresAtMs)} ({describeLeft(date, Date.now())}),{' '}
            {describeSource(date)}.
          </p>
        )}
        <TextField
          label="Secret expires on"
          type="date"
          value={typed}
          onType={setTyped}
          onEnter={() => void keep()}
          messages={[
            {
              kind: 'hint',
              text: 'Entra shows it under App registrations → Certificates & secrets.',
            },
          ]}
        />
        <div class="buttons">
          <button type="button" onClick={() => void keep()}>
            Keep date
          </button>
          {date && (
            <>
              <a href={calendarOf(date)} download={`${fileNameOf(date.name)}.ics`}>
                Add to calendar
              </a>
              <button
                type="button"
                class="quiet-text"
                onClick={() => void forgetSecretDate(connector.id)}
              >
                Forget date
              </button>
            </>
          )}
        </div>
        <p role="status" class="saved">
          {said}
        </p>
      </div>
    </details>
  );
}

export const sayDay = (ms: number) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);

/** A link, not a download of ours: it needs no permission. The file names the connector and the day, no secret. */
function calendarOf({ connectorId, name, expiresAtMs }: Kept): string {
  const file = writeCalendar({
    uid: `${connectorId}-${expiresAtMs}@mapsimise-connect`,
    stampMs: Date.now(),
    dayMs: expiresAtMs,
    summary: `Client secret of the Mapsimise connector ${name} ends`,
    description: `Open Mapsimise Connect → Connectors → ${name} → Rotate secret before this day.`,
    remindDaysBefore: WARNING_DAYS.filter((days) => days > 0),
  });
  return `data:text/calendar;charset=utf-8,${encodeURIComponent(file)}`;
}

const fileNameOf = (name: string) => name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'secret';
