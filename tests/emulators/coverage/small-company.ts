/** What becomes of somebody when everybody is covered. */
export type Verdict = 'username' | 'field' | 'ambiguous' | 'disabled' | 'access-mode' | 'not-found';

/** An address of Mapsimise and what it meets in the staff of contoso. */
export type Case = {
  email: string;
  verdict: Verdict;
  /** The first column that carries it, in the order in which people look. */
  field?: string;
  carriers?: number;
  inactive?: true;
};

const byUsername = (email: string): Case => ({ email, verdict: 'username', field: 'domainname' });
const byField = (email: string, field: string): Case => ({ email, verdict: 'field', field });

/** Judged by hand; whoever reads is somebody without a field security profile. */
export const SMALL_COMPANY: readonly Case[] = [
  byUsername('adele.vance@contoso.com'),
  byUsername('megan.bowen@contoso.com'),
  byUsername('henrietta.mueller@contoso.com'),
  byUsername('johanna.lorenz@contoso.com'),
  byUsername("sean.o'neil@contoso.com"),
  byUsername('BEN.WALTERS@contoso.com'),
  byUsername('li.wei@contoso.com'),
  byUsername('otto.ohne@contoso.com'),
  // Without a licence one is mapped all the same.
  byUsername('nestor.wilke@contoso.com'),
  byUsername('irvin.sayers@contoso.com'),
  // Conor has it in Email 2, Niamh as Username: Username is what counts.
  byUsername("o'neil@contoso.com"),
  byField('alex.wilber@contoso.com', 'internalemailaddress'),
  byField('emily.braun@contoso.com', 'internalemailaddress'),
  byField('zoë.čapková@contoso.com', 'internalemailaddress'),
  byField('sales+emea@contoso.com', 'internalemailaddress'),
  byField('50%off&more@contoso.com', 'internalemailaddress'),
  byField("d'angelo''gino@contoso.com", 'internalemailaddress'),
  // A guest, and two whose Username is DOMAIN\user.
  byField('pradeep.gupta@fabrikam.com', 'internalemailaddress'),
  byField('patti.fernandez@contoso.com', 'internalemailaddress'),
  byField('cameron.white@contoso.com', 'internalemailaddress'),
  byField('brian.johnson@contoso.com', 'internalemailaddress'),
  byField('lee@gu.example', 'mobilealertemail'),
  byField('delia.dennis@contoso.com', 'contoso_mapsimiselogin'),
  byField('gerhart.möller@contoso.com', 'contoso_maildual'),
  byField('quentin@contoso.com', 'contoso_unnamed'),
  byField('anna.vogt@contoso.com', 'contoso_legacy'),
  { email: 'shared.sales@contoso.com', verdict: 'ambiguous', carriers: 2 },
  { email: 'The.Greens@home.example', verdict: 'ambiguous', carriers: 2 },
  { email: 'diego.siciliani@contoso.com', verdict: 'disabled', field: 'domainname' },
  { email: 'miriam.graham@contoso.com', verdict: 'disabled', field: 'domainname' },
  { email: 'tomas@litware.example', verdict: 'disabled', field: 'internalemailaddress' },
  { email: 'grady.archie@contoso.com', verdict: 'access-mode', field: 'domainname' },
  { email: 'joni.sherman@contoso.com', verdict: 'access-mode', field: 'domainname' },
  { email: 'enrico.cattaneo@contoso.com', verdict: 'access-mode', field: 'domainname' },
  { email: 'support@partner.example', verdict: 'access-mode', field: 'domainname' },
  // Only in a secured column, and only as a part of a text.
  { email: 'hugo.ferrari@contoso.com', verdict: 'not-found' },
  { email: 'mia@adatum.com', verdict: 'not-found' },
  { email: 'nobody@contoso.com', verdict: 'not-found' },
  { email: 'ghost@contoso.com', verdict: 'not-found' },
  { email: 'left.long.ago@contoso.com', verdict: 'not-found', inactive: true },
  { email: 'alex.wilber.old@contoso.com', verdict: 'not-found', inactive: true },
];
