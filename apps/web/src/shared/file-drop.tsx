import { InboxOutlined } from '@ant-design/icons';
import { Upload } from 'antd';
import { useTranslation } from 'react-i18next';

interface FileDropProps {
  /** File endings, e.g. `.xlsx,.csv`. */
  readonly accept: string;
  readonly busy: boolean;
  /** What the file must be, said before it is chosen. */
  readonly hint?: string;
  readonly onFile: (file: File) => void;
}

/** Takes one file by click, by keyboard or dropped; what becomes of it is the caller's (`uploadFile` of api.ts). */
export function FileDrop({ accept, busy, hint, onFile }: FileDropProps) {
  const { t } = useTranslation();
  return (
    <Upload.Dragger
      accept={accept}
      disabled={busy}
      maxCount={1}
      showUploadList={false}
      beforeUpload={(file) => {
        onFile(file);
        return false;
      }}
    >
      <p>
        <InboxOutlined aria-hidden style={{ fontSize: 32 }} />
      </p>
      <p>{busy ? t('file.uploading') : t('file.drop')}</p>
      {hint && <p className="hint">{hint}</p>}
    </Upload.Dragger>
  );
}
