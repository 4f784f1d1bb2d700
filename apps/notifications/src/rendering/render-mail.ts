import type { Locale } from '../../../../libs/contracts/values.js';
import type { Message } from '../announcing/message.js';
import { type Rendered, renderMessage } from './render-message.js';
import { wordsIn } from './words.js';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

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
    html: page(reader.locale, title, [
      paragraph(greeting),
      ...lines.map(paragraph),
      `<p style="margin:24px 0"><a href="${escaped(reader.url)}" style="background:#0958d9;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none">${escaped(action)}</a></p>`,
      `<p style="color:#595959;font-size:12px">${escaped(footer)}</p>`,
    ]),
  };
}

const page = (locale: Locale, title: string, parts: readonly string[]): string =>
  `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family:system-ui,'PingFang TC','PingFang SC','Microsoft JhengHei','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:14px;line-height:1.6;color:#1f1f1f;max-width:640px;margin:24px auto;padding:0 16px">
${parts.join('\n')}
</body>
</html>
`;

const paragraph = (sentence: string): string => `<p>${escaped(sentence)}</p>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
