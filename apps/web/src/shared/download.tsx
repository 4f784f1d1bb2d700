import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operation } from '../../../../libs/contracts/route.js';
import { type ApiRequest, fetchFile } from './api.js';
import { useProblemText } from './problem-alert.js';

/** Gives the reader a file under a name, as if it had been downloaded from an address. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the content by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

interface DownloadButtonProps<O extends Operation> {
  readonly operation: O;
  readonly request: ApiRequest<O>;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** Downloads what an operation answers with a file; a refusal is said, not saved. */
export function DownloadButton<O extends Operation>({ operation, request, icon, children }: DownloadButtonProps<O>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { content, name } = await fetchFile(operation, request);
      saveFile(content, name);
    } catch (error) {
      void message.error(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      icon={icon ?? <DownloadOutlined aria-hidden />}
      loading={busy}
      onClick={() => void download()}
      title={busy ? t('file.downloading') : undefined}
    >
      {children}
    </Button>
  );
}
