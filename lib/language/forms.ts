import { type TranslationFunction, transform } from '@nanostores/i18n';
import { sayNumber } from './say.ts';

/** The names between braces in a text. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type Facts<Names extends string> = { [Name in Names]: string | number };

/** Puts facts into a text, in one pass: what a fact contains is never read as a place for another. */
const fill = (text: string, facts: Record<string, string | number> = {}) =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof fact === 'number' ? sayNumber(fact) : (fact ?? place);
  });

/**
 * A text with `{facts}` in it. Numbers are written as the language writes them (1,234); what is no amount (a port, a
 * status) is given as text. The library's own `params` reads `$&` in a fact as an order, so it is not used.
 */
export const params = transform((_language, text: string, facts: Record<string, string | number>) =>
  fill(text, facts),
) as <Text extends string>(text: Text) => TranslationFunction<[Facts<NamesIn<Text>>], string>;

type Forms = Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>> & { other: string };
type MoreFacts<Names extends string> = [Names] extends [never] ? [] : [Facts<Names>];

/** A text that depends on `{count}`: `{ one: '{count} user', other: '{count} users' }`, with other facts or without. */
export const count = transform(
  (language, forms: Forms, amount: number, facts?: Record<string, string | number>) => {
    const form = new Intl.PluralRules(language).select(amount);
    return fill(forms[form] ?? forms.other, { ...facts, count: amount });
  },
) as <const Given extends Forms>(
  forms: Given,
) => TranslationFunction<
  [count: number, ...MoreFacts<Exclude<NamesIn<Given[keyof Given]>, 'count'>>],
  string
>;
