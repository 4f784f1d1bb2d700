import type { Locale } from '../../../../libs/contracts/values.js';
import type { DigestMessage } from '../digest/digest-message.js';
import { escaped, type MailContent, mailPage, paragraph } from './mail-page.js';
import { renderMessage } from './render-message.js';
import { wordsIn } from './words.js';

interface DigestReader {
  readonly name: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly urlOf: (link: string) => string;
}

/** One mail about a day: each thing with its title, its words and its own way into the app. */
export function renderDigest({ items, more }: DigestMessage, reader: DigestReader): MailContent {
  const t = wordsIn(reader.locale);
  const subject = t('mail.digest.title', { count: items.length + more });
  const told = items.map(({ message, link }) => ({ ...renderMessage(message, reader), url: reader.urlOf(link) }));
  const greeting = t('mail.greeting', { name: reader.name });
  const rest = more > 0 ? [t('mail.digest.more', { count: more })] : [];
  const footer = [t('mail.digest.footer'), t('mail.footer')];
  return {
    subject,
    text: `${[
      greeting,
      t('mail.digest.text'),
      ...told.map(({ title, lines, action, url }) => `${title}\n${[...lines, action, url].join('\n')}`),
      ...rest,
    ].join('\n\n')}\n\n-- \n${footer.join('\n')}\n`,
    html: mailPage(reader.locale, subject, [
      paragraph(greeting),
      paragraph(t('mail.digest.text')),
      ...told.map(
        ({ title, lines, action, url }) =>
          `<div style="border-top:1px solid #d9d9d9;padding:12px 0"><h2 style="font-size:15px;margin:0 0 4px">${escaped(title)}</h2>
${lines.map((line) => `<p style="margin:0 0 4px">${escaped(line)}</p>`).join('\n')}
<p style="margin:0"><a href="${escaped(url)}" style="color:#0958d9">${escaped(action)}</a></p></div>`,
      ),
      ...rest.map(paragraph),
      ...footer.map((line) => `<p style="color:#595959;font-size:12px">${escaped(line)}</p>`),
    ]),
  };
}
