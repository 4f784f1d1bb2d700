import type { Locale } from '../../../../libs/contracts/values.js';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const mailPage = (locale: Locale, title: string, parts: readonly string[]): string =>
  `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family:system-ui,'PingFang TC','PingFang SC','Microsoft JhengHei','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:14px;line-height:1.6;color:#1f1f1f;max-width:640px;margin:24px auto;padding:0 16px">
${parts.join('\n')}
</body>
</html>
`;

export const paragraph = (sentence: string): string => `<p>${escaped(sentence)}</p>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
