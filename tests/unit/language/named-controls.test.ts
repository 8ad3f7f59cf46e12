import { beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { LANGUAGES } from '../../../lib/language/languages.ts';
import { loadTranslations } from '../../../lib/language/load.ts';
import { speak, type TranslationsByName } from '../../../lib/language/messages.ts';
import { CONNECTOR_SAMPLES } from '../domain/connector-samples.ts';
import { COVERAGE_SAMPLES } from '../domain/coverage-samples.ts';
import { FORM_SAMPLES } from '../domain/form-samples.ts';
import { IFD_BARE, IFD_SAMPLES } from '../domain/ifd-samples.ts';
import { PROVISIONING_SAMPLES } from '../domain/provisioning-samples.ts';
import { SIGN_IN_SAMPLES } from '../domain/sign-in-samples.ts';
import { textsOf } from './every-word.ts';

type Foreign = Exclude<(typeof LANGUAGES)[number], 'en'>;
const FOREIGN = LANGUAGES.filter((language) => language !== 'en');

/** How a language marks the name of a control within a sentence. */
const NAMED: Record<Foreign, RegExp> = {
  de: /„([^“]+)“/gu,
  fr: /«\u00a0([^»]+)\u00a0»/gu,
  ja: /［([^］]+)］/gu,
};
/** Names that are not ours: of Microsoft's and Mapsimise's own screens, rights, views and protocols. */
const OF_OTHERS: Record<Foreign, readonly string[]> = {
  de: `Account|Administrativ|Administratorzustimmung erteilen|Aktiviert für die Benutzeranmeldung?|Anwendungs-ID (Client)
Anwendungsadministrator|Anwendungsentwickler|Cloudanwendungsadministrator|Create|Dataverse|Delegate|Delegierter Administrator
Edit|Geheime ID|Ja|Mandanten-ID|Lesen|Lesen-Schreiben|Meine|Meine aktiven Kontakte|Nicht interaktiv|Single-Page-Webanwendung
Supportbenutzer|Systemadministrator|Web|usernamemixed`.split(/[|\n]/),
  fr: `Accorder un consentement d’administrateur|Account|Activé pour que les utilisateurs se connectent\u00a0?|Application monopage
Create|Dataverse|Delegate|Edit|ID de locataire|ID de secret|ID d’application (client)|Mes|Mes contacts actifs|Web|usernamemixed`.split(
    /[|\n]/,
  ),
  ja: `Account|Dataverse|Web|はい|アプリケーション (クライアント) ID|アプリケーション管理者|アプリケーション開発者
クラウド アプリケーション管理者|テナント ID|サポート ユーザー|シングルページ アプリケーション|シークレット ID|プラットフォームを追加
ユーザーのサインインが有効になっていますか？|代理管理者|新しいアプリ ユーザー|新規登録|管理|管理者の同意を与える
自分のアクティブな取引先担当者|証明書とシークレット|認証|読み取り|非対話型`.split(/[|\n]/),
};

const SAMPLES: Failure[] = [
  CONNECTOR_SAMPLES,
  COVERAGE_SAMPLES,
  FORM_SAMPLES,
  IFD_SAMPLES,
  PROVISIONING_SAMPLES,
  SIGN_IN_SAMPLES,
]
  .flatMap((samples) => Object.values(samples).map(({ failure }) => failure))
  .concat(IFD_BARE);

describe.each(FOREIGN)('%s', (language) => {
  let translated: TranslationsByName = {};
  beforeAll(async () => {
    translated = await loadTranslations(language);
    speak({ language, region: language }, translated);
    return () => speak({ language: 'en', region: 'en' });
  });

  it('a control that a sentence names is called so where it stands', () => {
    const texts = Object.entries(translated).flatMap(([file, words]) =>
      Object.entries(words).flatMap(([key, word]) =>
        Object.values(textsOf(word)).map((text) => ({ at: `${file}.json ${key}`, text })),
      ),
    );
    const labels = new Set([...texts.map(({ text }) => text), ...OF_OTHERS[language]]);
    const bad = texts.flatMap(({ at, text }) =>
      [...text.matchAll(NAMED[language])]
        .map(([, name = '']) => name)
        .filter((name) => !name.includes('{') && !labels.has(name))
        .map((name) => `${at}: ${name}`),
    );
    expect(bad).toEqual([]);
  });

  it('every failure is told in whole sentences, with its facts in them', () => {
    const end = language === 'ja' ? /。$/ : /[.?]$/;
    const bad = SAMPLES.flatMap((failure) => {
      const { title, cause, remedy, docs } = explain(failure);
      const isWhole = end.test(cause) && end.test(remedy) && !/[.。]$/.test(title);
      const said = [title, cause, remedy, docs.label].join(' ');
      return isWhole && !/[{}]|undefined|\[object/.test(said) ? [] : [`${failure.code}: ${said}`];
    });
    expect(bad).toEqual([]);
    expect(SAMPLES.length).toBeGreaterThan(60);
  });

  it('a title fits on two lines of the popup', () => {
    const long = SAMPLES.map((failure) => explain(failure).title).filter(
      (title) => title.length > (language === 'ja' ? 40 : 75),
    );
    expect(long).toEqual([]);
  });
});
