import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the server says to a mail, once it has read all of it: nothing (accepted), an answer such as `451 later`, or a closed connection. */
export type Answer = 'accept' | 'hang up' | `${4 | 5}${string}`;

/** A real SMTP server on the loopback interface that keeps what it accepts. */
export class MailCatcher {
  readonly mails: CaughtMail[] = [];
  /** How each mail was met, in order, refused ones too. */
  readonly met: Answer[] = [];
  answer: (to: string) => Answer = () => 'accept';
  private server: SMTPServer;
  private port = 0;

  private constructor() {
    this.server = this.build();
  }

  static async start(): Promise<MailCatcher> {
    const catcher = new MailCatcher();
    await catcher.listen();
    return catcher;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens again on the port it had. */
  async restart(): Promise<void> {
    this.server = this.build();
    await this.listen();
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', () => {
        this.port = (this.server.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  private build(): SMTPServer {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          const answer = this.answer(to);
          this.met.push(answer);
          if (answer === 'hang up') {
            for (const connection of server.connections) connection._socket?.destroy();
            return;
          }
          if (answer === 'accept') {
            this.mails.push(readMail(to, Buffer.concat(chunks).toString('latin1')));
            done();
            return;
          }
          done(Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) }));
        });
      },
    });
    // Clients that go away in the middle are part of the tests.
    server.on('error', () => undefined);
    return server;
  }
}

/** As much MIME as our mails have: encoded words, and one multipart of text and HTML. */
function readMail(to: string, raw: string): CaughtMail {
  const { headers, body } = splitPart(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => splitPart(part.replace(/^\r\n/, '')));
  const partOf = (type: string): string => {
    const part = parts.find(({ headers }) => headers.get('content-type')?.startsWith(type));
    return part ? decoded(part.body, part.headers.get('content-transfer-encoding') ?? '7bit') : '';
  };
  return {
    to,
    messageId: headers.get('message-id') ?? '',
    subject: decodedWords(headers.get('subject') ?? ''),
    text: partOf('text/plain'),
    html: partOf('text/html'),
  };
}

function splitPart(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  return {
    headers: new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    body: raw.slice(end + 4),
  };
}

function decoded(body: string, encoding: string): string {
  const bytes = encoding === 'base64' ? Buffer.from(body, 'base64') : Buffer.from(body, 'latin1');
  const text = encoding === 'quoted-printable' ? quotedPrintable(body) : bytes;
  return text.toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const decodedWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      (how.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' '))).toString(
        'latin1',
      ),
    )
    // Words may end inside a character: the bytes are put together first.
    .replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
