import { messages } from '../../language/messages.ts';
import type { AccountAdvice } from '../account-check.ts';

const words = messages('catalogue.account-advice', {
  'username/empty': 'Enter the user as DOMAIN\\user or user@company.example.',
  'username/unsendable':
    'There is an invisible character in it that cannot be sent. Type the name by hand.',
  'username/spaces-around':
    'There is a blank at the beginning or the end. It is sent as it stands; remove it if it was pasted along.',
  'username/slash':
    'DOMAIN and user are usually divided by a backslash, as in DOMAIN\\user. You can test it all the same.',
  'username/no-domain':
    'AD FS usually wants DOMAIN\\user or user@company.example. You can test it all the same.',
  'password/empty': 'Enter the Password of this user.',
  'password/unsendable':
    'There is an invisible character in it that cannot be sent. Type the password by hand.',
  'password/spaces-around':
    'There is a blank at the beginning or the end. It counts, and is sent as it stands.',
  'password/masked':
    'These are dots or asterisks in place of the password. You can test it all the same.',
});

/** What is said beside Username / Email and Password while they are typed in. Never repeats the value. */
export const describeAccountAdvice = ({ code }: AccountAdvice): string => words.get()[code];
