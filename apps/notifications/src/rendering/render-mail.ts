import type { Locale } from '../../../../libs/contracts/values.js';
import type { Message } from '../announcing/message.js';
import { escaped, type MailContent, mailPage, paragraph } from './mail-page.js';
import { type Rendered, renderMessage } from './render-message.js';
import { wordsIn } from './words.js';

interface MailReader {
  readonly name: string;
  readonly locale: Locale;
  readonly url: string;
}

/** The mail about a message: the same words as text and as HTML, with the way into the app. */
export function renderMail(message: Message, reader: MailReader & { readonly timeZone: string }): MailContent {
  return mailOf(renderMessage(message, reader), reader);
}

/** The mail by which an administrator sees that mail goes out. */
export function renderTestMail(reader: MailReader): MailContent {
  const t = wordsIn(reader.locale);
  return mailOf({ title: t('mail.test.title'), lines: [t('mail.test.text')], action: t('group.test.action') }, reader);
}

function mailOf({ title, lines, action }: Rendered, reader: MailReader): MailContent {
  const t = wordsIn(reader.locale);
  const greeting = t('mail.greeting', { name: reader.name });
  const footer = t('mail.footer');
  return {
    subject: title,
    text: `${greeting}\n\n${lines.join('\n')}\n\n${action}\n${reader.url}\n\n-- \n${footer}\n`,
    html: mailPage(reader.locale, title, [
      paragraph(greeting),
      ...lines.map(paragraph),
      `<p style="margin:24px 0"><a href="${escaped(reader.url)}" style="background:#0958d9;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none">${escaped(action)}</a></p>`,
      `<p style="color:#595959;font-size:12px">${escaped(footer)}</p>`,
    ]),
  };
}
