import busboy from 'busboy';
import type { Request } from 'express';
import { Problem } from '../../../libs/platform/http/index.js';

const maxBytes = 10 * 1024 * 1024;

export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Reads the one file of a multipart request, field `file`, at most 10 MB. */
export function receiveUpload(request: Request): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const form = openForm(request);
    let upload: Upload | undefined;
    form.on('file', (field, file, info) => {
      const parts: Buffer[] = [];
      file.on('data', (part: Buffer) => parts.push(part));
      file.on('limit', () => reject(tooLarge()));
      file.on('end', () => {
        if (field === 'file')
          upload = { name: nameOf(info.filename), contentType: info.mimeType, content: Buffer.concat(parts) };
      });
    });
    form.on('error', () => reject(notMultipart()));
    form.on('close', () => (upload ? resolve(upload) : reject(noFile())));
    request.pipe(form);
  });
}

function openForm(request: Request): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 0, fileSize: maxBytes },
    });
  } catch {
    throw notMultipart();
  }
}

/** The last part of the name alone, without control characters: it is shown and offered again at downloads. */
const nameOf = (filename: string | undefined): string =>
  (filename ?? 'file')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '')
    .slice(0, 200) || 'file';

const tooLarge = (): Problem =>
  new Problem(413, 'file.too_large', `The file is larger than ${maxBytes} bytes; split it and send the parts.`, {
    maxBytes,
  });
const notMultipart = (): Problem =>
  new Problem(400, 'file.not_multipart', 'Send the file as multipart/form-data in the field "file".');
const noFile = (): Problem =>
  new Problem(400, 'file.missing', 'The request holds no file in the field "file"; choose one and send it again.');
